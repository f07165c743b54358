import type { ListAsk } from '../../asking/lists.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { isRefusal } from '../../wire/exchange.ts';
import { expectStatus } from '../expect-status.ts';
import { FIRST_DATE, LARGEST_PAGE, LAST_DATE, toBody } from './body.ts';

/** How many bytes a body may have. */
const LARGEST_BODY = 131_072;
/** How many bytes a user ID may have. */
const LONGEST_ID = 256;

const RIGHT = toBody({});

/** How the body of a request is read. */
export const bodyRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-201',
    level: 'MUST',
    title: 'a body is JSON whatever its Content-Type, with blanks and unknown keys as they come',
    source: 'observed: v2 (any Content-Type or none; unknown keys are ignored)',
    comparesAnswers: true,
    check: async (context) => {
      const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8', 'x/y'];
      for (const type of types) {
        await context.baseline.expectSame({ headers: { 'content-type': type } }, `a body labelled ${type}`);
      }
      const bodies = [
        ` \n\t${RIGHT.replaceAll(',', ' ,\r\n ').replaceAll(':', ' : ')}\n`,
        RIGHT.replace('{', '{"unknown":{"limit":1},"filters":[],"x":1e400,'),
        `{"limit":${LARGEST_PAGE},"endTimestamp":${LAST_DATE},"startTimestamp":${FIRST_DATE}}`,
      ];
      for (const body of bodies) await context.baseline.expectSame({ body }, `the body ${body}`);
    },
  },
  {
    id: 'REQUEST-202',
    level: 'SHOULD',
    title:
      'keys are read in any letter case and with escapes; of two the last counts, and a null leaves the one before',
    source: 'observed: v2 (as encoding/json of Go reads a struct)',
    comparesAnswers: true,
    check: async (context) => {
      const bodies = [
        RIGHT.replace('startTimestamp', 'STARTTIMESTAMP').replace('endTimestamp', 'EndTimeStamp'),
        RIGHT.replace('startTimestamp', '\\u0073tartTimestamp'),
        RIGHT.replace('{', `{"endTimestamp":${FIRST_DATE + 2},`),
        RIGHT.replace('}', ',"endTimestamp":null}'),
      ];
      for (const body of bodies) await context.baseline.expectSame({ body, isOdd: true }, `the body ${body}`);
    },
  },
  {
    id: 'REQUEST-203',
    level: 'MUST',
    title: 'what is no JSON object of these keys is refused with 400',
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
        `// x\n${RIGHT}`,
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
    title: `a body of more than ${LARGEST_BODY} bytes is refused with 413, and one of as many is read`,
    source: 'observed: v2 (http: request body too large)',
    check: async (context) => {
      await context.baseline.expectSame({ body: RIGHT.padEnd(LARGEST_BODY), isOdd: true }, `${LARGEST_BODY} bytes`);
      const exchange = await context.lists.ask({ body: RIGHT.padEnd(LARGEST_BODY + 1), isOdd: true });
      // what is too large may be cut off with the rest unread
      if (!exchange.reply && isRefusal(exchange)) return;
      expectStatus(exchange, [413], `a body of ${LARGEST_BODY + 1} bytes`);
    },
  },
  {
    id: 'REQUEST-205',
    level: 'MUST',
    title: `a user ID has ${LONGEST_ID} bytes at most: a longer one is refused with 400`,
    source: 'observed: v2 (user-256, user-257: bytes, not characters)',
    check: async (context) => {
      const stem = `nobody-${context.seed}-`;
      const right = [stem.padEnd(LONGEST_ID, 'x'), 'é'.repeat(LONGEST_ID / 2), '🛒'.repeat(LONGEST_ID / 4)];
      for (const user of right) await context.lists.read({ user });
      const wrong = [stem.padEnd(LONGEST_ID + 1, 'x'), 'é'.repeat(LONGEST_ID / 2 + 1), '🛒'.repeat(LONGEST_ID / 4 + 1)];
      for (const user of wrong)
        await refuse(context, { user }, `a user ID of ${new TextEncoder().encode(user).length} bytes`);
    },
  },
  {
    id: 'REQUEST-206',
    level: 'MUST',
    title: 'another method is refused with 405, and another path with 404',
    source: 'observed: v2 (method-GET, method-PUT, method-PATCH, path-unknown)',
    check: async (context) => {
      // no such user: whatever a server does with it harms nobody
      const user = `nobody-${context.seed}`;
      for (const method of ['GET', 'PUT', 'PATCH']) {
        expectStatus(await context.lists.ask({ method, user }), [405], method);
      }
      for (const end of ['nothing-here', 'sessionsx']) {
        const beside = (path: string) => path.replace(/sessions$/, end);
        expectStatus(await context.lists.ask({ beside, user }), [404], `the path with "${end}" at its end`);
      }
    },
  },
  {
    id: 'ROBUST-201',
    level: 'MUST',
    title: 'what is wrong with a body or an ID is told in a JSON object, labelled so',
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
];

async function refuse(context: RunContext, ask: ListAsk, what: string): Promise<void> {
  await context.lists.expectRefused(ask, [400], what);
}
