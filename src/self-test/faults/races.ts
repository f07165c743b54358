import { type Fault, json, type Serve } from './fault.ts';
import { authorization, cached, row } from './make.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What requests do to each other that meet, or that ask for the same URL in other ways, gone wrong. */
export const raceFaults: readonly Fault[] = [
  cached(
    'REPEAT-31',
    'a store keeps the empty body of HEAD',
    (request, url) => `${url.href} ${authorization(request)}`,
  ),
  cached(
    'REPEAT-31',
    'a store keeps a refusal for the URL',
    (_, url) => url.href,
    (reply) => reply.status === 401,
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
      const reply = await right(request);
      const name = `${request.url} ${authorization(request)} ${request.method}`;
      const known = store.get(name);
      if (known !== undefined) return new Response(known, { headers: reply.headers });
      if (reply.status !== 200 || request.method !== 'GET') return reply;
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
  row('REPEAT-32', 'each who asks at once fills the same list', (right) => {
    const asking = new Map<string, number>();
    return async (request) => {
      const count = (asking.get(request.url) ?? 0) + 1;
      asking.set(request.url, count);
      await wait(2);
      const reply = await right(request);
      const isCrowded = (asking.get(request.url) ?? 0) > 1 && reply.status === 200;
      await wait(2);
      asking.delete(request.url);
      if (!isCrowded) return reply;
      const { data } = (await reply.json()) as { data: unknown[] };
      return json(200, { data: [...data, ...data] });
    };
  }),
  row('REPEAT-32', 'GET joins a HEAD under way', (right) =>
    joining(right, (request) => `${request.url} ${authorization(request)}`),
  ),
  row('REPEAT-33', 'who asks for a URL that is being answered joins in, whatever the key', (right) =>
    joining(right, (request) => `${request.method} ${request.url}`),
  ),
  row('REPEAT-34', 'an answer that nobody waits for is given to the next', (right) => {
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

/** Answers a request with what is just being made for one of the same name. */
function joining(right: Serve, nameOf: (request: Request) => string): Serve {
  const flying = new Map<string, Promise<Response>>();
  return async (request) => {
    const name = nameOf(request);
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
