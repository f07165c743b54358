import type { Requirement } from '../../asking/requirement.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { isRefusal } from '../../wire/exchange.ts';
import { expectStatus } from '../expect-status.ts';
import { FIRST_DATE, LARGEST_PAGE, LAST_DATE, toBody } from './body.ts';

/** The maximum size of a body, in bytes. */
const LARGEST_BODY = 131_072;
/** Levels of nesting, fewer than the 10,000 that are still read. */
const DEEP = 5_000;
/** How often a request is sent whose answer is cut off. */
const MOST_TRIES = 3;
/** The maximum size of a user ID, in bytes. */
const LONGEST_ID = 256;

const RIGHT = toBody({});

/** Keys of other APIs, of sibling operations and of the product's own pages, which are unknown here. */
const OTHER_KEYS = [
  ...['sortBy', 'sortField', 'sort', 'orderBy'].map((key) => `"${key}":"eventsCount"`),
  ...['order', 'direction', 'sort_order'].map((key) => `"${key}":"asc"`),
  ...['offset', 'skip', 'pageSize', 'perPage', 'size'].map((key) => `"${key}":3`),
  ...['timezone', 'tz', 'utcOffset'].map((key) => `"${key}":"+01:00"`),
  ...['query', 'userId', 'projectKey', 'cursor', 'platform'].map((key) => `"${key}":"x"`),
  ...['start_date', 'startDate', 'from', 'startTs'].map((key) => `"${key}":${LAST_DATE}`),
  ...['end_date', 'endDate', 'to', 'endTs'].map((key) => `"${key}":${FIRST_DATE}`),
  '"filters":[{"name":"LOCATION","operator":"is","value":["x"]}],"columns":["startTs"]',
].join();

/** How the body of a request is parsed. */
export const bodyRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-201',
    level: 'MUST',
    title:
      'a body is read as JSON whatever its Content-Type, with any whitespace, escapes and unknown keys, and the query has no effect',
    source: 'observed: v2 (any Content-Type or none; unknown keys and query parameters are ignored)',
    comparesAnswers: true,
    check: async (context) => {
      const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8', 'x/y'];
      await sideBySide(types, (type) =>
        context.baseline.expectSame({ headers: { 'content-type': type } }, `a body labelled ${type}`),
      );
      const bodies = [
        ` \n\t${RIGHT.replaceAll(',', ' ,\r\n ').replaceAll(':', ' : ')}\n`,
        RIGHT.replace('{', '{"unknown":{"limit":1},"filters":[],"x":1e400,'),
        RIGHT.replace('{', `{${OTHER_KEYS},`),
        RIGHT.replace('startTimestamp', '\\u0073tartTimestamp'),
        `{"limit":${LARGEST_PAGE},"endTimestamp":${LAST_DATE},"startTimestamp":${FIRST_DATE}}`,
      ];
      await sideBySide(bodies, (body) => context.baseline.expectSame({ body }, `the body ${body}`));
      const query = `startTimestamp=${LAST_DATE - 1}&limit=1&page=2&sortOrder=asc`;
      await context.baseline.expectSame({ query }, `"?${query}"`);
    },
  },
  {
    id: 'REQUEST-202',
    level: 'SHOULD',
    title: 'keys match in any letter case; of two the last counts, and a null leaves the earlier value',
    source: 'observed: v2 (as encoding/json of Go reads a struct)',
    comparesAnswers: true,
    check: async (context) => {
      const bodies = [
        RIGHT.replace('startTimestamp', 'STARTTIMESTAMP').replace('endTimestamp', 'EndTimeStamp'),
        RIGHT.replace('{', `{"endTimestamp":${FIRST_DATE + 2},`),
        RIGHT.replace('}', ',"endTimestamp":null}'),
      ];
      await sideBySide(bodies, (body) => context.baseline.expectSame({ body, isOdd: true }, `the body ${body}`));
    },
  },
  {
    id: 'REQUEST-203',
    level: 'MUST',
    title: 'a body that is not a JSON object of these keys is refused with 400',
    source: 'observed: v2 (invalid JSON body)',
    check: async (context) => {
      const bodies = [
        '',
        ' ',
        'x',
        '[]',
        '"x"',
        '1',
        'true',
        '{',
        RIGHT.slice(0, -1),
        `${RIGHT}x`,
        `${RIGHT}${RIGHT}`,
        `[${RIGHT}]`,
        RIGHT.replace('}', ',}'),
        RIGHT.replaceAll('"', "'"),
        `\ufeff${RIGHT}`,
        `\u00a0${RIGHT}`,
        `// x\n${RIGHT}`,
        RIGHT.replace('{', '{/* x */'),
        RIGHT.replaceAll(/"(\w+)":/g, '$1:'),
        RIGHT.replace('{', '{"x":"\\x",'),
        RIGHT.replace('{', '{"x":"\n",'),
        RIGHT.replace(String(FIRST_DATE), 'NaN'),
        RIGHT.replace(String(FIRST_DATE), `0${FIRST_DATE}`),
        RIGHT.replace(String(FIRST_DATE), `+${FIRST_DATE}`),
        `startTimestamp=${FIRST_DATE}&endTimestamp=${LAST_DATE}`,
      ];
      await sideBySide(bodies, async (body) => {
        await context.lists.expectRefused({ body }, [400], body === '' ? 'no body' : `the body ${body.slice(0, 80)}`);
      });
    },
  },
  {
    id: 'REQUEST-204',
    level: 'MUST',
    title: `a body of more than ${LARGEST_BODY} bytes is refused with 413, and one of exactly that size is read`,
    source: 'observed: v2 (http: request body too large)',
    check: async (context) => {
      await context.baseline.expectSame({ body: RIGHT.padEnd(LARGEST_BODY), isOdd: true }, `${LARGEST_BODY} bytes`);
      for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
        const exchange = await context.lists.ask({ body: RIGHT.padEnd(LARGEST_BODY + 1), isOdd: true });
        // closing a connection with unread data may discard the answer, but not every time
        if (!exchange.reply && tries < MOST_TRIES) continue;
        return expectStatus(exchange, [413], `a body of ${LARGEST_BODY + 1} bytes`);
      }
    },
  },
  {
    id: 'REQUEST-205',
    level: 'MUST',
    title: `a user ID of more than ${LONGEST_ID} bytes is refused with 400`,
    source: 'observed: v2 (user-256, user-257: bytes, not characters)',
    check: async (context) => {
      const stem = `nobody-${context.seed}-`;
      const right = [stem.padEnd(LONGEST_ID, 'x'), 'é'.repeat(LONGEST_ID / 2), '🛒'.repeat(LONGEST_ID / 4)];
      await sideBySide(right, (user) => context.lists.read({ user }));
      const wrong = [stem.padEnd(LONGEST_ID + 1, 'x'), 'é'.repeat(LONGEST_ID / 2 + 1), '🛒'.repeat(LONGEST_ID / 4 + 1)];
      await sideBySide(wrong, (user) =>
        context.lists.expectRefused({ user }, [400], `a user ID of ${new TextEncoder().encode(user).length} bytes`),
      );
    },
  },
  {
    id: 'REQUEST-206',
    level: 'MUST',
    title: 'another method is refused with 405, and another path with 404',
    source: 'observed: v2 (method-GET, method-PUT, method-PATCH, path-unknown)',
    check: async (context) => {
      // this user does not exist, so nothing a server does with it does harm
      const user = `nobody-${context.seed}`;
      await sideBySide(['GET', 'PUT', 'PATCH'], async (method) =>
        expectStatus(await context.lists.ask({ method, user }), [405], method),
      );
      await sideBySide(['nothing-here', 'sessionsx'], async (end) => {
        const beside = (path: string) => path.replace(/sessions$/, end);
        expectStatus(await context.lists.ask({ beside, user }), [404], `the path with "${end}" at its end`);
      });
    },
  },
  {
    id: 'ROBUST-201',
    level: 'MUST',
    title: 'errors in a body or an ID are reported in a JSON object, labelled as JSON',
    source: 'observed: v2 (400 with {"error"})',
    needs: 'a status of 400; leave REQUEST in with --only',
    rule: ({ exchange: { request, reply }, body }) => {
      if (reply?.status !== 400 || request.isOdd || request.operation === undefined) return undefined;
      const type = reply.headers.get('content-type') ?? 'no content-type';
      const isObject = body !== null && typeof body === 'object' && !Array.isArray(body);
      return /^application\/(?:[\w.-]+\+)?json\b/i.test(type) && isObject
        ? 'met'
        : { expected: 'a JSON object, labelled as JSON', received: `${type}: ${reply.text?.slice(0, 100)}` };
    },
  },
  {
    id: 'ROBUST-202',
    level: 'MUST',
    title: 'unknown keys of any depth and size are ignored or refused, and never make the server fail',
    source: 'observed: v2 (nesting of 10,000 levels, huge numbers and lone surrogates under unknown keys)',
    comparesAnswers: true,
    check: async (context) => {
      const values = [
        nested('[', ']'),
        nested('{"x":', '}', '1'),
        '9'.repeat(1_000),
        '"\\ud800\\u0000"',
        JSON.stringify('x'.repeat(60_000)),
      ];
      await sideBySide(values, async (value) => {
        const body = RIGHT.replace('{', `{"__proto__":${value},"${'k'.repeat(300)}":1,`);
        const exchange = await context.lists.ask({ body, isOdd: true });
        if (isRefusal(exchange)) return;
        await context.baseline.expectAll(exchange, `a body with ${value.slice(0, 20)}… under an unknown key`);
      });
    },
  },
];

/** A value nested deeply enough to exhaust a recursive parser without a limit. */
function nested(open: string, close: string, inside = ''): string {
  return open.repeat(DEEP) + inside + close.repeat(DEEP);
}
