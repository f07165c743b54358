import type { Face } from '../face.ts';
import { type Fault, isRead, type Serve } from './fault.ts';
import { authorization, jsonText, makersOf, row } from './make.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Faults in requests that overlap, or that request the same URL in different ways. */
export function raceFaults(face: Face): readonly Fault[] {
  const { cached, nameOf } = makersOf(face);
  return [
    cached(
      'REPEAT-31',
      'a store keeps a refusal for the URL',
      (_, { href }, content) => href + content,
      (reply) => reply.status === 401,
    ),
    cached(
      'REPEAT-31',
      'a store keeps the empty body of HEAD',
      (request, { href }, content) => `${href} ${content} ${authorization(request)}`,
    ),
    row('REPEAT-31', 'the origin of the first client is stored', (right) => {
      const origins = new Map<string, string | null>();
      return async (request) => {
        if (!origins.has(request.url)) origins.set(request.url, request.headers.get('origin'));
        const reply = await right(request);
        reply.headers.set('access-control-allow-origin', origins.get(request.url) ?? '*');
        return reply;
      };
    }),
    row('REPEAT-31', 'a store keeps what was sent until the client went away', (right) => {
      const store = new Map<string, string>();
      return async (request) => {
        const name = `${await nameOf(request)} ${authorization(request)} ${request.method}`;
        const reply = await right(request);
        const known = store.get(name);
        if (known !== undefined) return new Response(known, { headers: reply.headers });
        if (reply.status !== 200 || !isRead(request)) return reply;
        const text = await reply.text();
        const half = Math.floor(text.length / 2);
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode(text.slice(0, half))),
          async pull(controller) {
            await wait(2);
            if (request.signal.aborted) store.set(name, text.slice(0, half));
            controller.enqueue(new TextEncoder().encode(text.slice(half)));
            controller.close();
          },
        });
        return new Response(body, { headers: reply.headers });
      };
    }),
    row('REPEAT-32', 'concurrent requests fill the same list', (right) => {
      const asking = new Map<string, number>();
      return async (request) => {
        const name = await nameOf(request);
        asking.set(name, (asking.get(name) ?? 0) + 1);
        await wait(2);
        const reply = await right(request);
        const isCrowded = (asking.get(name) ?? 0) > 1 && reply.status === 200;
        await wait(2);
        asking.delete(name);
        if (!isCrowded) return reply;
        const list = await reply.text();
        const rows = face.rowsOf(list);
        return jsonText(200, face.withRows(list, [...rows, ...rows]));
      };
    }),
    row('REPEAT-32', 'a client that aborts fails all that wait for the same list', (right) => {
      const flying = new Map<string, Promise<Response>>();
      return async (request) => {
        const name = `${request.method} ${await nameOf(request)} ${authorization(request)}`;
        const other = flying.get(name);
        if (other) return (await other).clone();
        const reply = right(request).then(async (made) => {
          await wait(made.status === 200 ? 12 : 0);
          flying.delete(name);
          return request.signal.aborted ? jsonText(500, '{"errors":["aborted"]}') : made;
        });
        flying.set(name, reply);
        return (await reply).clone();
      };
    }),
    row('REPEAT-32', 'GET joins a HEAD under way', (right) =>
      joining(right, async (request) => `${await nameOf(request)} ${authorization(request)}`),
    ),
    row('REPEAT-33', 'a request for a URL that is being answered joins in, whatever its key', (right) =>
      joining(right, async (request) => `${request.method} ${await nameOf(request)}`),
    ),
    row('REPEAT-34', 'an abandoned answer is sent to the next request', (right) => {
      let left: Response | undefined;
      return async (request) => {
        const reply = await right(request);
        const other = left;
        left = undefined;
        if (other && reply.status === 200) return other;
        if (reply.status !== 200) return reply;
        await wait(12);
        if (request.signal.aborted) left = reply.clone();
        return reply;
      };
    }),
  ];
}

/** Answers a request with the reply in progress for another one of the same name. */
function joining(right: Serve, nameOf: (request: Request) => Promise<string>): Serve {
  const flying = new Map<string, Promise<Response>>();
  return async (request) => {
    const name = await nameOf(request);
    const other = flying.get(name);
    if (other) return (await other).clone();
    const reply = right(request).then(async (made) => {
      await wait(made.status === 200 ? 10 : 0);
      return made;
    });
    flying.set(name, reply);
    try {
      return (await reply).clone();
    } finally {
      flying.delete(name);
    }
  };
}
