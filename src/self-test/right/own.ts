import { DEVELOPMENT_KEY as KEY } from '../../index.ts';
import { json, onEvent, onEvents, onRefusal, onRequest, onText, onWindow } from '../faults/fault.ts';
import { decode } from '../faults/make.ts';
import type { Conforming } from './conforming.ts';

const DAY_MS = 86_400_000;
const NEXT_CENTURY = Date.UTC(2100, 0);

/** Numbers requests, like a tracing system. */
function counter(): () => string {
  let requests = 0;
  return () => {
    requests += 1;
    return `7f3c9a-${requests}`;
  };
}

/** Answers as teams write them. */
export const own: readonly Conforming[] = [
  {
    name: 'refusals repeat the path, decoded',
    wrap: onRefusal((reply, request) =>
      json(reply.status, { status: reply.status, path: decode(new URL(request.url).pathname) }),
    ),
  },
  {
    name: 'refusals speak of what to select and where',
    wrap: onRefusal((reply) =>
      json(reply.status, { message: 'Please select another date from the calendar, where 0 = 1970.' }),
    ),
  },
  {
    name: 'refusals have a number of their own',
    wrap: (right) => {
      const next = counter();
      return onRefusal((reply) => json(reply.status, { errors: ['no'], id: next(), code: reply.status }))(right);
    },
  },
  {
    name: 'lists say how long they took',
    wrap: (right) => {
      let lists = 0;
      return onText((text) => {
        lists += 1;
        return text.replace(/^\{/, `{"took":${(lists * lists * 7_919) % 100_003},`);
      })(right);
    },
  },
  {
    name: 'session IDs are small numbers',
    wrap: (right) => {
      const ids = new Map<number, number>();
      return onEvent((event) => {
        if (!ids.has(event.sessionId)) ids.set(event.sessionId, 400 + ids.size);
        return { ...event, sessionId: ids.get(event.sessionId) };
      })(onRefusal((reply) => json(reply.status, { code: reply.status, message: 'no' }))(right));
    },
  },
  {
    name: 'a few labels look as if they were escaped',
    wrap: onEvent((event) =>
      event.label === 'OK' ? { ...event, label: 'Why???? How to write &amp;, \\" and %C3%A9' } : event,
    ),
  },
  {
    name: 'all but ASCII is escaped in JSON',
    wrap: onText((text) => text.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  },
  {
    name: 'refusals repeat the path as a server behind a prefix sees it',
    wrap: onRefusal((reply, request) =>
      json(reply.status, { status: reply.status, path: decode(new URL(request.url).pathname).replace(/^\/api/, '') }),
    ),
  },
  {
    name: 'fields, types and parameters beyond the document',
    wrap: (right) => {
      const wide = onText((text) => text.replaceAll('"type":', '"trace":12345678901234567890,"y":1.5e+300,"type":'));
      const typed = onEvent(({ label, ...event }) =>
        event.type === 'CLICK' && event.messageId % 3 === 0
          ? { ...event, host: 'cdn.example.org', path: '/logo.png', referrer: null, loadTime: 12, type: 'RESOURCE' }
          : { ...event, ...(label !== undefined && { label }) },
      );
      return async (request) => {
        const reply = await wide(typed(right))(request);
        if (reply.status !== 200) return reply;
        const headers = { 'content-type': 'application/json; charset=utf-8; profile="https://example.org/sessions"' };
        return new Response(await reply.text(), { headers });
      };
    },
  },
  {
    name: 'a date that cannot be read is not found',
    wrap: onRefusal((reply) => json(reply.status === 400 ? 404 : reply.status, { message: 'not found' })),
  },
  {
    name: 'dates of 0, far dates and dates of 14 digits are refused',
    wrap: (right) => async (request) =>
      [...new URL(request.url).searchParams].some(
        ([name, date]) => /^(?:start|end)_date$/.test(name) && !/^[1-9]\d{8,12}$/.test(date),
      )
        ? right(new Request(`${request.url}&start_date=0&start_date=0`, request))
        : right(request),
  },
  {
    name: 'ranges that hold nothing, start in the next century or are wider than a month are refused, and the end is excluded',
    warns: ['WINDOW-13', 'WINDOW-26'],
    wrap: (right) => {
      const exclusive = onWindow(
        ({ timestamp }, { start = 0, end = Infinity }) => timestamp >= start && timestamp < end,
      );
      const serve = exclusive(right);
      return async (request) => {
        const reply = await serve(request);
        const dates = new URL(request.url).searchParams;
        const [start, end] = [Number(dates.get('start_date') ?? 0), Number(dates.get('end_date') ?? Infinity)];
        const isWide = dates.size === 2 && end - start > 31 * DAY_MS;
        const isPossible = start < end && start < NEXT_CENTURY && !isWide;
        return reply.status !== 200 || isPossible ? reply : json(422, { errors: ['no such range'] });
      };
    },
  },
  {
    name: 'user IDs are e-mail addresses of at most 64 characters',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      const [, id = ''] = /\/users\/([^/]*)/.exec(new URL(request.url).pathname) ?? [];
      const isAddress = /^[^@\s]{1,40}@[^@\s]{1,40}$/.test(decode(id)) && decode(id).length <= 64;
      return reply.status !== 200 || isAddress ? reply : json(400, { errors: ['no e-mail address'] });
    },
  },
  {
    name: 'negative dates are read',
    wrap: onRequest((_, url) => ({
      url: url.href.replace(/start_date=-\d+/, 'start_date=0').replace(/end_date=-\d+/, 'end_date=0'),
    })),
  },
  {
    name: 'ties come in another order, always the same',
    wrap: onEvents((events) => [...events].sort((a, b) => a.timestamp - b.timestamp || b.messageId - a.messageId)),
  },
  {
    name: 'all windows of a user have one tag, which identifies the version of the data',
    wrap: (right) => async (request) => {
      const reply = await right(request);
      if (reply.status !== 200) return reply;
      const etag = `"v1-${new URL(request.url).pathname.length}"`;
      const isKnown = request.headers
        .get('if-none-match')
        ?.split(/,\s*/)
        .some((tag) => tag === etag || tag === '*');
      if (isKnown) return new Response(null, { status: 304, headers: { etag } });
      reply.headers.set('etag', etag);
      return reply;
    },
  },
  {
    name: 'other types than JSON, long headers and other hosts are refused',
    wrap: (right) => async (request) => {
      const { headers } = request;
      if (/^(?!.*(?:\*\/\*|json))/.test(headers.get('accept') ?? '*/*')) return json(406, { errors: ['JSON only'] });
      if (/^(?!.*json)./.test(headers.get('content-type') ?? '')) return json(415, { errors: ['JSON only'] });
      const isLong = [...headers.values()].join('').length > 4_000;
      return isLong ? json(431, { errors: ['too long'] }) : right(request);
    },
  },
  {
    name: 'when a date is given twice, the last one counts, and pages show what was asked for in entities',
    warns: ['ROBUST-07', 'ROBUST-13'],
    wrap: (right) =>
      onRefusal((reply, request) => {
        const page = decode(request.url).replace(/[<&]/g, (c) => `&#${c.charCodeAt(0)};`);
        return new Response(`<p>${page}</p>`, { status: reply.status, headers: { 'content-type': 'text/html' } });
      })(onRequest((_, url) => ({ url: url.href.replace(/((?:start|end)_date)=\d+&(?=\1=)/g, '') }))(right)),
  },
  {
    name: 'tags are kept and asked for',
    wrap: (right) => {
      const next = counter();
      return async (request) => {
        const reply = await right(request);
        if (reply.status !== 200) return reply;
        const text = await reply.text();
        const tag = `W/"${text.length}-${[...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1e9, 7)}"`;
        const asked = request.headers.get('if-none-match');
        const isKnown = (asked === tag || asked === '*') && request.headers.get('authorization') === KEY;
        const headers = { ...Object.fromEntries(reply.headers), etag: tag, 'x-request-id': next() };
        return isKnown ? new Response(null, { status: 304, headers: { etag: tag } }) : new Response(text, { headers });
      };
    },
  },
];
