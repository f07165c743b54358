import { beforeAll, describe, expect, it } from 'vitest';
import { nodeConnections } from '../../src/hosts/node-connections.ts';
import { createFetch, createMock, DOCUMENTED_PROJECT_KEY } from '../../src/index.ts';
import { documentedFace } from '../../src/self-test/faces/documented.ts';
import { wireFaults } from '../../src/self-test/faults/wire.ts';
import { recordFullWorld, WORLD_USER } from '../../src/self-test/full-world.ts';
import { type AnswerTalk, answerRight, openWireServer, type WireServer } from '../../src/self-test/wire-server.ts';
import { notMet, runContract, targetOf } from '../support/contract-run.ts';
import { scaled } from '../support/patience.ts';

const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY] });
const right = createFetch(mock);

beforeAll(() => recordFullWorld(mock));

/** Long enough for a busy machine, and short for a test that waits for it. */
const TIMEOUT_MS = scaled(700);

async function verify(only: readonly string[], { origin }: WireServer, seed = 1) {
  const target = { baseUrl: `${origin}/api/app`, userIds: [WORLD_USER], connect: nodeConnections(), seed };
  return runContract(targetOf({ ...target, timeoutMs: TIMEOUT_MS }), { only });
}

const closing: AnswerTalk = async (talk) => {
  talk.response.setHeader('connection', 'close');
  await answerRight(talk);
};

/** Like a proxy that holds back a reply without the server knowing. */
function holdingBackOnce(): AnswerTalk {
  let isOver = false;
  return async (talk) => {
    if (talk.asked.headers.expect === undefined || isOver) return answerRight(talk);
    isOver = true;
    const { status, headers, body } = await talk.right();
    talk.response.writeHead(status, headers);
    talk.response.write(body.subarray(0, 10));
  };
}

/** Sends early hints at once, which Node writes in the middle of a pending answer. */
const hinting: AnswerTalk = async (talk) => {
  const hint = () => {
    // a busy machine may be too late
    if (!talk.response.headersSent) talk.response.writeEarlyHints({ link: '</style.css>; rel=preload' });
  };
  if (talk.asked.httpVersion === '1.1') setTimeout(hint, 20);
  const { status, headers, body } = await talk.right();
  await new Promise((resolve) => setTimeout(resolve, 25));
  talk.response.writeHead(status, {
    ...headers,
    ...(talk.asked.method !== 'HEAD' && { 'content-length': body.length }),
  });
  if (talk.asked.method === 'HEAD') return void talk.response.end();
  talk.response.write(body.subarray(0, 9));
  setTimeout(() => talk.response.end(body.subarray(9)), 30);
};

/** Unusual but correct ways to handle connections. */
const honest: readonly (readonly [name: string, answer: AnswerTalk])[] = [
  ['plainly', answerRight],
  ['and closes after each answer', closing],
  [
    'in chunks',
    async (talk) => {
      const { status, headers, body } = await talk.right();
      const { 'content-length': _, ...others } = headers;
      talk.response.writeHead(status, others);
      talk.response.end(talk.asked.method === 'HEAD' ? undefined : body);
    },
  ],
  [
    'and refuses by closing what is odd',
    async (talk) => {
      const { upgrade, expect: expected, host } = talk.asked.headers;
      const isOdd = upgrade ?? expected ?? (host === undefined || talk.content !== '' || undefined);
      const isPlain = /^\/[\w/%@.+-]*(\?[\w=&%]*)?$/.test(talk.asked.url ?? '');
      if (isOdd === undefined && isPlain) return answerRight(talk);
      talk.asked.socket.destroy();
    },
  ],
  ['and holds back, once, the end of an answer to Expect: 100-continue', holdingBackOnce()],
  ['with early hints before each answer', hinting],
];

const STATE = 'A connection keeps state from an earlier request.';

describe('a connection fault has a cause', () => {
  it.each([
    ['WIRE-09', 'Of two Authorization headers one is read and the other ignored.'],
    ['WIRE-21', STATE],
    ['WIRE-22', STATE],
  ])('%s: %s', async (id, cause) => {
    for (const fault of wireFaults(documentedFace).filter(({ breaks }) => breaks === id)) {
      const server = await openWireServer((request) => right(request), fault);
      try {
        const { results } = await verify([id], server);
        expect(results, fault.name).toMatchObject([{ outcome: 'not met', diagnosis: cause }]);
      } finally {
        await server.close();
      }
    }
  });

  it('WIRE-09 is reported for the right key before a wrong one and after it, and is not a MUST', async () => {
    const counting =
      (which: 'first' | 'last'): AnswerTalk =>
      async (talk) => {
        const keys = talk.asked.rawHeaders.filter((_, at, all) => /^authorization$/i.test(all[at - 1] ?? ''));
        talk.send(await talk.right({ authorization: which === 'first' ? keys[0] : keys.at(-1) }));
      };
    for (const [which, where] of [
      ['first', 'before a wrong one'],
      ['last', 'behind a wrong one'],
    ] as const) {
      const server = await openWireServer((request) => right(request), { answer: counting(which) });
      try {
        const run = await verify(['WIRE-08', 'WIRE-09'], server);
        expect(notMet(run)).toEqual(['WIRE-09']);
        expect(notMet(run, 'MUST')).toEqual([]);
        expect(run.results[1]?.expected).toContain(`for the right key ${where}`);
      } finally {
        await server.close();
      }
    }
  });

  it('WIRE-22 is not reported for a server that gives unknown users events on any connection', async () => {
    const server = await openWireServer(async (request) => {
      const known = request.url.replace(/users\/nobody-[^/]*/, `users/${encodeURIComponent(WORLD_USER)}`);
      return right(new Request(known, request));
    });
    try {
      const { results } = await runContract(
        targetOf({
          baseUrl: `${server.origin}/api/app`,
          userIds: [WORLD_USER],
          connect: nodeConnections(),
          timeoutMs: TIMEOUT_MS,
        }),
        { only: ['ISOLATION-01', 'WIRE-22'] },
      );
      expect(results.map(({ id, outcome, follows }) => [id, outcome, follows])).toEqual([
        ['ISOLATION-01', 'not met', undefined],
        ['WIRE-22', 'skipped', 'ISOLATION-01'],
      ]);
    } finally {
      await server.close();
    }
  });
});

describe.concurrent('a correct server meets the contract if it answers', () => {
  it.each(honest)('%s', async (_, answer) => {
    const server = await openWireServer((request) => right(request), { answer });
    try {
      const run = await verify(['WIRE', 'GATE', 'REPLY-02', 'REPLY-05'], server);
      expect(run.results.filter(({ outcome }) => outcome !== 'met')).toEqual([]);
      expect(notMet(run)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

it('requirements that need raw connections are skipped without them, with the reason', async () => {
  const run = await runContract(targetOf({ fetch: right }), { only: ['WIRE-01', 'WIRE-10', 'GATE-07'] });
  expect(run.results.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped']);
  expect(run.results[0]?.reason).toMatch(/^needs raw connections.*nodeConnections/);
});
