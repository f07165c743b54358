import type { Face } from '../face.ts';
import { type Fault, json } from './fault.ts';
import { isList, makersOf, row } from './make.ts';

/** Replaces the reply if the request headers match. */
const where = (isSo: (headers: Headers) => boolean, answer: (reply: Response) => Response | Promise<Response>) =>
  ((right) => async (request) => {
    const reply = await right(request);
    return reply.status === 200 && isSo(request.headers) ? answer(reply) : reply;
  }) satisfies Fault['wrap'];
const with200 = (headers: Record<string, string>, isSo = (_: Headers) => true) =>
  where(isSo, (reply) => {
    for (const [name, value] of Object.entries(headers)) reply.headers.set(name, value);
    return reply;
  });
const crash = () => json(500, { errors: ['oops'] });
const nothing = () => new Response(null, { status: 304 });
const TAG = '"abcdefgh1"';
const CHANGED = 'Fri, 11 Jun 2021 19:48:40 GMT';
const accepts = (headers: Headers, coding: string) => headers.get('accept-encoding')?.includes(coding) ?? false;

/** Faults in conditions, codings and ordinary headers. */
export function negotiationFaults(face: Face): readonly Fault[] {
  const { nothing: none } = makersOf(face);
  return [
    row(
      'REPEAT-35',
      'a date counts more than a tag',
      where((headers) => headers.has('if-none-match') && headers.has('if-modified-since'), nothing),
    ),
    row('REPEAT-35', 'tags are compared by their first characters', (right) => {
      const tagged = with200({ etag: TAG })(right);
      return where((headers) => headers.get('if-none-match')?.slice(0, 8) === TAG.slice(0, 8), nothing)(tagged);
    }),
    row('REPEAT-35', 'a tag is looked for inside the header', (right) => {
      const tagged = with200({ etag: TAG })(right);
      return where((headers) => headers.get('if-none-match')?.includes(TAG.slice(1, -1)) ?? false, nothing)(tagged);
    }),
    row(
      'REPEAT-36',
      'a condition that is met gives an empty list',
      where((headers) => headers.get('if-none-match') === '*', none),
    ),
    row(
      'REPEAT-37',
      'a condition that is no date gives nothing',
      where((headers) => Number.isNaN(Date.parse(headers.get('if-modified-since') ?? '2000-01-01')), nothing),
    ),
    row(
      'REPEAT-38',
      'a part is given though the tag is another',
      where(
        (headers) => headers.has('if-range'),
        async (reply) => new Response((await reply.text()).slice(0, 10), { status: 206 }),
      ),
    ),
    row('REPEAT-38', 'If-Match is never met', (right) =>
      where(
        (headers) => headers.has('if-match'),
        () => json(412, { errors: ['no'] }),
      )(with200({ etag: TAG })(right)),
    ),
    row('REPEAT-38', 'a future date counts as past', (right) =>
      where(
        (headers) => headers.has('if-unmodified-since'),
        () => json(412, { errors: ['no'] }),
      )(with200({ 'last-modified': CHANGED })(right)),
    ),
    row('REPEAT-05', 'what changed in the last minute counts as known', (right) =>
      where(
        (headers) => Date.parse(headers.get('if-modified-since') ?? '') > Date.parse(CHANGED) - 60_000,
        nothing,
      )(with200({ 'last-modified': CHANGED })(right)),
    ),
    row(
      'REPEAT-05',
      'a list that does not say when it changed counts as known for long',
      where((headers) => Date.parse(headers.get('if-modified-since') ?? '') > Date.UTC(2021, 0), nothing),
    ),
    row('REPEAT-39', 'strangers learn that nothing changed', (right) => {
      const tagged = with200({ etag: TAG })(right);
      return async (request) => (request.headers.get('if-none-match') === TAG ? nothing() : tagged(request));
    }),
    row(
      'REQUEST-41',
      'br lacks its end',
      where(
        (headers) => headers.get('accept-encoding') === 'br',
        async (reply) => new Response((await reply.text()).slice(0, -9), { headers: reply.headers }),
      ),
    ),
    row(
      'REQUEST-41',
      'br of a short list lacks its end',
      where(
        (headers) => headers.get('accept-encoding') === 'br',
        async (reply) => {
          const text = await reply.text();
          return new Response(text.length < 3_000 ? text.slice(0, -9) : text, { headers: reply.headers });
        },
      ),
    ),
    row(
      'REQUEST-42',
      'no coding is left and the server fails',
      where((headers) => accepts(headers, 'identity;q=0'), crash),
    ),
    row(
      'REQUEST-43',
      'a weight of 0 counts as a preference',
      with200({ 'content-encoding': 'gzip' }, (headers) => accepts(headers, 'gzip')),
    ),
    row(
      'REQUEST-44',
      'only compressed replies say Vary',
      with200({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' }, (headers) => accepts(headers, 'gzip')),
    ),
    row(
      'ROBUST-49',
      'compressed without Vary',
      where(
        (headers) => accepts(headers, 'gzip'),
        (reply) => {
          reply.headers.set('content-encoding', 'gzip');
          reply.headers.delete('vary');
          return reply;
        },
      ),
    ),
    {
      ...row('ROBUST-47', 'refusals are compressed without a label', (right) => async (request) => {
        const reply = await right(request);
        if (reply.status < 400 || !accepts(request.headers, 'gzip')) return reply;
        const body = new Blob([await reply.arrayBuffer()]).stream().pipeThrough(new CompressionStream('gzip'));
        return new Response(body, { status: reply.status, headers: reply.headers });
      }),
      shownBy: ['AUTH-08'],
    },
    row('REQUEST-44', 'one strong tag for two codings', (right) =>
      with200({ etag: TAG, vary: 'Accept-Encoding' })(
        with200({ 'content-encoding': 'gzip' }, (headers) => accepts(headers, 'gzip'))(right),
      ),
    ),
    row('REQUEST-45', 'a compressed list is cached for all users', (right) => {
      let known: Response | undefined;
      return async (request) => {
        const reply = await right(request.clone());
        if (reply.status !== 200 || !isList(request) || !accepts(request.headers, 'gzip')) return reply;
        known ??= reply;
        return known.clone();
      };
    }),
    row(
      'ROBUST-41',
      'a broken cookie breaks the server',
      where((headers) => headers.get('cookie')?.includes('%E0%A4%A') ?? false, crash),
    ),
    row(
      'ROBUST-41',
      'the tracer fails on trace IDs of another form',
      where((headers) => headers.get('x-request-id')?.length === 1, crash),
    ),
    row(
      'ROBUST-41',
      'a language is written with a dash, or the server fails',
      where((headers) => headers.get('accept-language')?.includes('_') ?? false, crash),
    ),
    row(
      'ROBUST-41',
      'a weight that is no number breaks the server',
      where((headers) => /q=[a-z]/.test(headers.get('accept-encoding') ?? ''), crash),
    ),
    row(
      'ROBUST-41',
      'crawlers get an empty list',
      where((headers) => headers.get('user-agent')?.includes('crawler') ?? false, none),
    ),
    row(
      'ROBUST-41',
      'a header with another version changes the form',
      where(
        (headers) => headers.has('accept-version'),
        () => Response.json({ items: [] }),
      ),
    ),
    row(
      'ROBUST-41',
      'clients that accept XML get nothing',
      where(
        (headers) => headers.get('accept') === 'application/xml',
        () => new Response('', { headers: { 'content-type': 'application/xml' } }),
      ),
    ),
    row(
      'ROBUST-42',
      'a part is given as the whole',
      where(
        (headers) => headers.get('range') === 'bytes=0-99',
        async (reply) => new Response((await reply.text()).slice(0, 100), { headers: reply.headers }),
      ),
    ),
    row(
      'ROBUST-42',
      'a part lacks its last byte',
      where(
        (headers) => headers.get('range') === 'bytes=0-99',
        async (reply) =>
          new Response((await reply.text()).slice(0, 99), {
            status: 206,
            headers: { 'content-range': 'bytes 0-99/9999' },
          }),
      ),
    ),
    row('ROBUST-43', 'tags have no quotes', with200({ etag: 'abc' })),
    row('ROBUST-44', 'any origin is allowed with credentials', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('access-control-allow-origin', request.headers.get('origin') ?? '*');
      reply.headers.set('access-control-allow-credentials', 'true');
      return reply;
    }),
    row(
      'ROBUST-44',
      'an origin that begins like the own one is allowed with credentials',
      (right) => async (request) => {
        const reply = await right(request);
        const origin = request.headers.get('origin') ?? '';
        const isOwn = origin.includes('.x') || origin.startsWith(new URL(request.url).origin);
        if (!isOwn) return reply;
        reply.headers.set('access-control-allow-origin', origin);
        reply.headers.set('access-control-allow-credentials', 'true');
        return reply;
      },
    ),
    row('ROBUST-45', 'two servers allow all origins', with200({ 'access-control-allow-origin': '*, *' })),
    row('ROBUST-45', 'an origin is repeated without Vary', (right) => async (request) => {
      const reply = await right(request);
      reply.headers.set('access-control-allow-origin', request.headers.get('origin') ?? '*');
      reply.headers.delete('vary');
      return reply;
    }),
    row(
      'ROBUST-46',
      'CSV without Vary',
      where(
        (headers) => headers.get('accept') === 'text/csv',
        () => new Response('sessionId\n', { headers: { 'content-type': 'text/csv' } }),
      ),
    ),
    row(
      'ROBUST-48',
      'CSV that browsers keep for a minute, without Vary',
      where(
        (headers) => headers.get('accept') === 'text/csv',
        () =>
          new Response('sessionId\n', {
            headers: { 'content-type': 'text/csv', 'cache-control': 'private, max-age=60' },
          }),
      ),
    ),
  ];
}
