import { gzipSync } from 'node:zlib';
import type { Face } from '../face.ts';
import { type Answer, type AnswerTalk, answerRight, type Manners, type Talk } from '../wire-server.ts';
import { letIn } from './make.ts';

/** A mistake in how a server handles its connections, and the requirement that it breaks. */
export interface WireFault extends Manners {
  readonly name: string;
  readonly breaks: string;
  /** As in {@link Fault}. */
  readonly shownBy?: readonly string[];
  readonly answer: AnswerTalk;
}

const fault = (breaks: string, name: string, answer: AnswerTalk, setUp?: WireFault['setUp']): WireFault => ({
  name,
  breaks,
  answer,
  ...(setUp && { setUp }),
});

/** Remembers part of the first or the last request on a connection. */
const remembering = (breaks: string, name: string, answer: (talk: Talk) => Promise<Answer>): WireFault =>
  fault(breaks, name, async (talk) => talk.send(await answer(talk)));

const keysOf = ({ asked }: Talk) =>
  asked.rawHeaders.filter((_, index, all) => /^authorization$/i.test(all[index - 1] ?? '') && index % 2 === 1);
const targetOf = ({ asked }: Talk) => asked.url ?? '';
const headOf = ({ status, headers, body }: Answer, more: Record<string, string>) =>
  `HTTP/1.1 ${status} X\r\n${Object.entries({ ...headers, 'content-length': `${body.length}`, ...more })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** Faults in how a server handles its connections. */
export function wireFaults(face: Face): readonly WireFault[] {
  const own = letIn(face);
  /** Grants access to matching requests. */
  const open = (breaks: string, name: string, isOpen: (talk: Talk) => boolean): WireFault =>
    fault(breaks, name, async (talk) => talk.send(await talk.right(isOpen(talk) ? own : {})));
  return [
    fault('WIRE-01', 'a HEAD reply has content', async (talk) => {
      if (talk.asked.method === 'HEAD') talk.response.on('finish', () => void talk.asked.socket.write(face.nothing));
      await answerRight(talk);
    }),
    fault('WIRE-01', 'a last chunk follows content of a known length', async (talk) => {
      talk.response.on('finish', () => void talk.asked.socket.write('0\r\n\r\n'));
      await answerRight(talk);
    }),
    fault('WIRE-01', 'refusals have no end', async (talk) => {
      const answer = await talk.right();
      if (answer.status !== 401) return talk.send(answer);
      const { 'content-length': _, ...headers } = answer.headers;
      talk.response.writeHead(401, headers).write(answer.body);
    }),
    fault('ROBUST-41', 'names of headers count letter for letter', async (talk) => {
      const isLoud = talk.asked.rawHeaders.includes('AUTHORIZATION');
      await talk.send(await talk.right(isLoud ? { authorization: undefined } : {}));
    }),
    {
      ...fault('ROBUST-11', 'clients that name no coding get one', async (talk) => {
        const answer = await talk.right();
        if (talk.asked.headers['accept-encoding'] !== undefined || answer.status !== 200) return talk.send(answer);
        const headers = { ...answer.headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
        talk.send({ ...answer, headers, body: gzipSync(answer.body) });
      }),
      shownBy: ['ROBUST-41'],
    },
    fault('WIRE-02', 'HTTP/1.0 gets chunks', async (talk) => {
      const answer = await talk.right();
      if (talk.asked.httpVersion !== '1.0') return talk.send(answer);
      const head = headOf(answer, {}).replace(/content-length: \d+\r\n/, 'transfer-encoding: chunked\r\n');
      const size = `${answer.body.length.toString(16)}\r\n`;
      talk.asked.socket.end(Buffer.concat([Buffer.from(head + size), answer.body, Buffer.from('\r\n0\r\n\r\n')]));
    }),
    fault('WIRE-03', "pipelined requests get each other's answers", async (talk) => {
      const waiting = (talk.memory.get('waiting') ?? []) as Promise<Answer>[];
      talk.memory.set('waiting', waiting);
      const mine = talk.right();
      waiting.push(mine);
      await mine;
      await new Promise((resolve) => setImmediate(resolve));
      const others = waiting.filter((one) => one !== mine);
      talk.send(await (others[0] ?? mine));
      talk.response.on('finish', () => waiting.splice(waiting.indexOf(mine), 1));
    }),
    fault('WIRE-03', 'of pipelined requests only the first is answered', async (talk) => {
      if (talk.memory.get('busy')) return;
      talk.memory.set('busy', true);
      const answer = await talk.right();
      await new Promise((resolve) => setImmediate(resolve));
      talk.memory.set('busy', false);
      talk.send(answer);
    }),
    fault('WIRE-03', 'HEAD has content after other requests on its connection', async (talk) => {
      const count = Number(talk.memory.get('count') ?? 0) + 1;
      talk.memory.set('count', count);
      if (talk.asked.method === 'HEAD' && count === 3) {
        const written = new Promise<void>((resolve) =>
          talk.response.on('finish', () => talk.asked.socket.write(face.nothing, () => resolve())),
        );
        talk.memory.set('written', written);
      } else await talk.memory.get('written');
      await answerRight(talk);
    }),
    open('WIRE-04', 'a whole URL passes the gate', (talk) => /^https?:/.test(targetOf(talk))),
    fault('WIRE-05', 'a whole URL is not found', async (talk) => {
      if (!/^https?:/.test(targetOf(talk))) return answerRight(talk);
      talk.send({ status: 404, headers: {}, body: new Uint8Array() });
    }),
    fault('WIRE-06', 'Expect: 100-continue gets an empty reply', answerRight, (server) => {
      server.on('checkContinue', (_, response) => {
        response.writeContinue();
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end();
      });
    }),
    fault('WIRE-06', 'Expect: 100-continue gets no answer', answerRight, (server) =>
      server.on('checkContinue', () => {}),
    ),
    open('WIRE-07', 'an upgrade passes the gate', ({ asked }) => asked.headers.upgrade !== undefined),
    fault('WIRE-13', 'an upgrade is not answered', async (talk) => {
      if (talk.asked.headers.upgrade === undefined) await answerRight(talk);
    }),
    fault('WIRE-14', 'a path that ends in a question mark is unknown', async (talk) => {
      if (!targetOf(talk).endsWith('?')) return answerRight(talk);
      talk.send(await talk.right({ target: '/' }));
    }),
    open('WIRE-08', 'two keys pass the gate', (talk) => keysOf(talk).length > 1),
    open('WIRE-09', 'of two keys one counts', (talk) => keysOf(talk).includes(own.authorization)),
    open('WIRE-10', 'the machine itself is an inner host', ({ asked }) => asked.headers.host === 'localhost'),
    open('WIRE-11', 'a fragment is for the gate only', (talk) => targetOf(talk).includes('#')),
    fault('WIRE-12', 'content is read as the next request', async (talk) => {
      await answerRight(talk);
      if (/^[A-Z]+ \S+ HTTP/.test(talk.content))
        talk.asked.socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}');
    }),
    fault('WIRE-12', 'content in chunks is never answered', async (talk) => {
      if (talk.asked.headers['transfer-encoding'] === undefined) await answerRight(talk);
    }),
    open('GATE-07', 'dot segments are for the gate only', (talk) => /\/\.{1,2}\//.test(targetOf(talk))),
    open('GATE-07', 'encoded dot segments are for the gate only', (talk) => /%2e/i.test(targetOf(talk))),
    remembering('WIRE-21', 'a connection is accepted once and for all', async ({ asked, memory, right }) => {
      if (asked.headers.authorization === own.authorization) memory.set('key', true);
      return right(memory.has('key') ? own : {});
    }),
    remembering('WIRE-21', 'a connection is refused once and for all', async ({ asked, memory, right }) => {
      if (asked.headers.authorization !== own.authorization) memory.set('refused', true);
      return right(memory.has('refused') ? { authorization: undefined } : {});
    }),
    remembering('WIRE-22', 'an unknown user gets the answer of the user before', async ({ memory, right }) => {
      const answer = await right();
      const text = new TextDecoder().decode(answer.body);
      if (answer.status !== 200) return answer;
      if (text !== face.nothing) memory.set('answer', answer);
      return (memory.get('answer') as Answer | undefined) ?? answer;
    }),
    remembering(
      'WIRE-22',
      'dates that are left out are those of the request before',
      async ({ asked, memory, right }) => {
        const [path = '', query] = (asked.url ?? '').split('?');
        if (query?.includes('start_date=1')) memory.set('query', query);
        return right({ target: `${path}?${query ?? memory.get('query') ?? ''}` });
      },
    ),
    remembering('WIRE-23', 'the coding is chosen once for a connection', async ({ asked, memory, right }) => {
      if (!memory.has('coding')) memory.set('coding', asked.headers['accept-encoding']);
      const answer = await right();
      if (memory.get('coding') !== 'gzip' || answer.status !== 200) return answer;
      return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' }, body: gzipSync(answer.body) };
    }),
    remembering('WIRE-23', 'a good date next to a bad one persists', async ({ asked, memory, right }) => {
      const [path = '', query = ''] = (asked.url ?? '').split('?');
      const kept = memory.get('query');
      memory.set('query', /start_date=\d+&end_date=abc/.test(query) ? query.replace(/&end_date=abc/, '') : undefined);
      return right(kept === undefined || query !== '' ? {} : { target: `${path}?${kept}` });
    }),
    remembering('WIRE-23', 'GET after HEAD is empty', async ({ asked, memory, right }) => {
      const isAfter = memory.get('head') === true;
      memory.set('head', asked.method === 'HEAD');
      const answer = await right();
      return isAfter ? { ...answer, body: new Uint8Array() } : answer;
    }),
  ];
}
