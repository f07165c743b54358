import { SCENARIO_NAMES } from '../../src/kit/scenario.ts';
import { type Answer, type Client, pause } from './client.ts';
import type { Tally } from './tally.ts';

/** One of those who use the server at the same time, again and again. */
interface Actor {
  readonly what: string;
  /** How many of them there are. */
  readonly count: number;
  /** How long each rests between its turns, in milliseconds. */
  readonly restMs: number;
  turn(client: Client, turn: number): Promise<void>;
}

const UNLUCKY = 'unlucky@example.org';
const RECORDED_USERS = 50;
/** So often everything that was recorded is put back, so that it does not grow by being recorded. */
const RECORDS_A_ROUND = 400;
const BROKEN = [
  'HELO there\r\n\r\n',
  'GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
  'POST /__kit/record HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
];
const BAD_QUERIES = ['?start_date=yesterday', '?end_date=-1', '?start_date=1&start_date=2', '?end_date=9e99'];

/** Throws where a reply is not as it is to be. */
function must(answer: Answer, ...statuses: number[]): void {
  if (statuses.includes(answer.status)) return;
  throw new Error(`Expected ${statuses.join(' or ')}, received ${answer.status} ${answer.text.slice(0, 100)}`);
}

/** Everybody who uses the server, given users that have sessions. */
export function createActors(users: readonly string[]): readonly Actor[] {
  const userAt = (turn: number) => users[(turn * 7_919) % users.length] ?? '';
  const now = 1_767_225_600_000;
  const dayMs = 86_400_000;
  return [
    {
      what: 'reads',
      count: 6,
      restMs: 0,
      async turn(client, turn) {
        const answer = await client.sessions(userAt(turn));
        must(answer, 200);
        if (turn % 50 === 0) JSON.parse(answer.text);
      },
    },
    {
      what: 'windows',
      count: 4,
      restMs: 0,
      async turn(client, turn) {
        const start = now - ((turn * 31) % 180) * dayMs;
        must(await client.sessions(userAt(turn), `?start_date=${start}&end_date=${start + (turn % 20) * dayMs}`), 200);
      },
    },
    {
      what: 'bad requests',
      count: 2,
      restMs: 5,
      async turn(client, turn) {
        if (turn % 3 === 0) return must(await client.sessions('ada', '', { authorization: 'wrong' }), 401);
        if (turn % 3 === 1) return must(await client.sessions('x'.repeat(300)), 400);
        must(await client.sessions('ada', BAD_QUERIES[turn % BAD_QUERIES.length]), 400);
      },
    },
    {
      what: 'broken requests',
      count: 2,
      restMs: 20,
      async turn(client, turn) {
        const received = await client.raw([BROKEN[turn % BROKEN.length] ?? '']);
        if (!/^HTTP\/1\.1 4\d\d .*\{"errors":\[".*\.?"\]\}$/s.test(received))
          throw new Error(`Received ${JSON.stringify(received)}`);
      },
    },
    {
      what: 'records',
      count: 1,
      restMs: 10,
      async turn(client, turn) {
        if (turn % RECORDS_A_ROUND === 0) {
          must(await client.control('PUT', '/snapshot', { version: 1, recorded: [] }), 200, 204);
          return;
        }
        const events = [
          { type: 'LOCATION', path: `/${turn}/` },
          { type: 'CLICK', label: 'Buy' },
        ];
        must(await client.control('POST', '/record', { userId: `recorded-${turn % RECORDED_USERS}`, events }), 201);
      },
    },
    {
      what: 'snapshots',
      count: 1,
      restMs: 500,
      turn: async (client) => must(await client.control('GET', '/snapshot'), 200),
    },
    {
      what: 'lists',
      count: 1,
      restMs: 50,
      async turn(client, turn) {
        const paths = ['/users?search=a&limit=20', '/requests?limit=50', '/health', '/faults', '/openapi.json'];
        must(await client.control('GET', paths[turn % paths.length] ?? ''), 200);
      },
    },
    {
      what: 'scenarios',
      count: 1,
      restMs: 100,
      async turn(client, turn) {
        const name = SCENARIO_NAMES[turn % SCENARIO_NAMES.length];
        must(await client.control('PUT', `/scenarios/${name}`, { userId: UNLUCKY }), 200);
        await pause(200);
        must(await client.control('DELETE', `/scenarios/${name}`), 200, 204);
      },
    },
    {
      // failures are wanted here, but not that no reply ever comes
      what: 'unlucky reads',
      count: 2,
      restMs: 20,
      turn: (client) =>
        client.sessions(UNLUCKY).then(
          (answer) => must(answer, 200, 401, 429, 500, 503),
          (error: Error) => {
            if (!/other side closed|terminated|aborted|ECONNRESET/i.test(`${error.message} ${error.cause ?? ''}`))
              throw error;
          },
        ),
    },
    {
      what: 'watchers',
      count: 3,
      restMs: 50,
      turn: (client, turn) => client.watch(200 + ((turn * 37) % 1_500), turn % 4 !== 0),
    },
    {
      what: 'slow senders',
      count: 2,
      restMs: 50,
      async turn(client, turn) {
        const text = 'GET /api/app/a/users/b/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
        const isWhole = turn % 3 !== 0;
        const parts = isWhole ? text.match(/.{1,6}/gs) : [text.slice(0, 30)];
        const received = await client.raw(parts ?? [], { pauseMs: 15, ...(!isWhole && { forMs: 400 }) });
        if (isWhole && !received.startsWith('HTTP/1.1 401 ')) throw new Error(`Received ${JSON.stringify(received)}`);
      },
    },
    {
      what: 'slow readers',
      count: 2,
      restMs: 500,
      async turn(client, turn) {
        const target = `/api/app/3sWXSsqHgSKnE87YkNJK/users/${encodeURIComponent(userAt(turn))}/sessions`;
        const one = `GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: DevKeyOpenReplayKit1\r\n\r\n`;
        await client.raw([one.repeat(20)], { forMs: 300 + (turn % 700), reads: false });
      },
    },
  ];
}

/** Lets all of them act until the time is over. */
export async function act(
  actors: readonly Actor[],
  client: Client,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const loops = actors.flatMap((actor) =>
    Array.from({ length: actor.count }, async (_, index) => {
      for (let turn = index; !isOver(); turn += actor.count) {
        await tally.time(actor.what, () => actor.turn(client, turn));
        if (actor.restMs > 0) await pause(actor.restMs);
      }
    }),
  );
  await Promise.all(loops);
}
