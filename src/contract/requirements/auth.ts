import { LET_IN, type RunContext, type SessionsAsk } from '../context.ts';
import { ContractFailure, Inconclusive } from '../failure.ts';
import type { Requirement } from '../requirement.ts';
import { madeUpId, madeUpKey, nearMisses } from '../variants/key-variants.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';

const REFUSED = [401, 403];

const ORACLE = 'The key is checked after the project or the user is looked up, so strangers can find out which exist.';

/** Who gets in. */
export const authRequirements: readonly Requirement[] = [
  {
    id: 'AUTH-01',
    level: 'MUST',
    title: 'a request without a key is refused with 401 or 403',
    source: 'documented: Request Headers',
    check: async (context) => {
      await context.expectRefused({ credential: null }, REFUSED, 'a request without a key');
      await context.expectRefused({ credential: { value: '', shell: '' } }, REFUSED, 'an empty key');
    },
  },
  {
    id: 'AUTH-02',
    level: 'MUST',
    title: 'a wrong key is refused with 401 or 403',
    source: 'documented: Request Headers',
    check: async (context) => {
      const credential = madeUpKey(context.settings.key);
      await context.expectRefused({ credential }, REFUSED, credential.name);
    },
  },
  {
    id: 'AUTH-03',
    level: 'MUST',
    title: 'a key that is nearly right is refused with 401 or 403',
    source: 'documented: Request Headers',
    check: async (context) => {
      const { key, projectKey } = context.settings;
      const others = [{ name: 'the project key as the API key', value: projectKey, shell: projectKey }];
      await context.each([...nearMisses(key), ...others], (credential) =>
        context.expectRefused({ credential }, REFUSED, credential.name),
      );
      const foreign = { value: '\u00fc\u00ff\u00df', shell: '\u00fc\u00ff\u00df' };
      await context.expectRefused({ credential: foreign, isOdd: true }, [...REFUSED, 400], 'a key outside ASCII');
    },
  },
  {
    id: 'AUTH-04',
    level: 'SHOULD',
    title: 'the key is taken bare, not with a scheme such as Bearer',
    source: 'observed: v1',
    check: async (context) => {
      const { key } = context.settings;
      for (const scheme of ['Bearer', 'Token']) {
        const credential = { value: `${scheme} ${key}`, shell: `${scheme} $OPENREPLAY_API_KEY` };
        await context.expectRefused({ credential, isOdd: true }, [...REFUSED, 400], `"${scheme}" before the key`);
      }
    },
  },
  {
    id: 'AUTH-05',
    level: 'MUST',
    title: 'a key in the query does not stand in for the header',
    source: 'documented: Request Headers',
    check: async (context) => {
      if (!context.settings.keyInUrl) {
        throw new Inconclusive(
          'would put the key in a URL, and so in logs of the server; pass --key-in-url to allow it',
        );
      }
      const key = encodeURIComponent(context.settings.key);
      const names = [
        'key',
        'api_key',
        'apiKey',
        'apikey',
        'token',
        'access_token',
        'auth',
        'authorization',
        'Authorization',
      ];
      const query = names.map((name) => `${name}=${key}`).join('&');
      await context.expectRefused({ credential: null, query }, REFUSED, 'the key in the query');
      await context.expectRefused(
        { credential: madeUpKey(context.settings.key), query },
        REFUSED,
        'the key in the query beside a wrong one',
      );
    },
  },
  {
    id: 'AUTH-06',
    level: 'MUST',
    title: 'a refusal does not follow from what was asked before, nor spoil what is asked after',
    source: 'assumed: replies depend on their own request only',
    check: async (context) => {
      const wrong = madeUpKey(context.settings.key);
      const events = await context.baseline();
      const window = { start: events[0]?.timestamp ?? 0, end: Date.UTC(2100, 0) };
      for (const ask of [{}, { window }] as const) {
        await context.read(ask);
        await context.expectRefused(
          { ...ask, credential: null },
          REFUSED,
          'a request without a key right after one with the key',
        );
        const { exchange } = await context.read(ask);
        const cookie = exchange.reply?.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; ');
        if (cookie) {
          await context.expectRefused(
            { ...ask, credential: null, headers: { cookie } },
            REFUSED,
            'a cookie instead of a key',
          );
        }
        await context.expectRefused({ ...ask, credential: wrong }, REFUSED, 'a wrong key right after the right one');
        await context.read(ask);
      }
    },
  },
  {
    id: 'AUTH-07',
    level: 'MUST',
    title: 'a refusal is the same whether or not the user or the project exists',
    source: 'assumed: strangers learn nothing',
    check: async (context) => {
      const wrong = madeUpKey(context.settings.key);
      for (const [credential, what] of [
        [null, 'without a key'],
        [wrong, 'with a wrong key'],
      ] as const) {
        const here = await context.ask({ credential });
        const again = await context.ask({ credential });
        const isStable = refusalOf(here, context) === refusalOf(again, context);
        const others: [string, SessionsAsk][] = [
          ['an unknown user', { user: `nobody-${context.seed}@example.invalid` }],
          ['an unknown project', { project: unknownProject(context) }],
          [
            'an unknown user of an unknown project',
            { user: `nobody-${context.seed}`, project: unknownProject(context) },
          ],
        ];
        for (const [name, ask] of others) {
          const exchange = await context.ask({ ...ask, credential });
          const isAlike = isStable
            ? refusalOf(exchange, context) === refusalOf(here, context)
            : exchange.reply?.status === here.reply?.status;
          if (isAlike) continue;
          throw new ContractFailure({
            expected: `the refusal ${what} to be the same for ${name} (${describeEnd(here)})`,
            received: describeEnd(exchange),
            exchange,
            diagnosis: here.reply?.status === 200 ? LET_IN : ORACLE,
          });
        }
      }
    },
  },
  {
    id: 'AUTH-08',
    level: 'MUST',
    title: 'without a valid key nothing is answered with success, however the request is written',
    source: 'documented: Request Headers',
    check: async (context) => {
      const asks: [string, SessionsAsk][] = [
        ['HEAD', { method: 'HEAD' }],
        ['a window', { window: { start: 0, end: 9_999_999_999_999 } }],
        ['a start date only', { window: { start: 0 } }],
        ['an end date only', { window: { end: 0 } }],
        ['a malformed date', { window: { start: 'abc' } }],
        ['an unknown user', { user: `nobody-${context.seed}@example.invalid` }],
        ['an unknown project', { project: unknownProject(context) }],
        ['a slash behind the path', { tail: '/sessions/' }],
        ['a doubled slash in the path', { tail: '//sessions' }],
        ['an extension behind the path', { tail: '/sessions.json' }],
        ['the path in upper case', { tail: '/SESSIONS' }],
        ['the path percent-encoded', { tail: '/%73essions' }],
        ['a parameter behind the path', { tail: '/sessions;x=1' }],
        ['undocumented parameters', { query: 'debug=1&admin=true&internal=1&public=1&preview=1&test=1' }],
        [
          'headers that claim an inner origin',
          {
            headers: {
              'x-forwarded-for': '127.0.0.1',
              'x-real-ip': '127.0.0.1',
              'x-original-url': '/',
              forwarded: 'for=127.0.0.1',
            },
          },
        ],
        [
          'headers of a browser',
          {
            headers: {
              origin: new URL(context.settings.baseUrl).origin,
              referer: context.settings.baseUrl,
              cookie: 'session=1',
            },
          },
        ],
        ['headers of a crawler', { headers: { 'user-agent': 'Googlebot/2.1' } }],
        ['an override of the method', { headers: { 'x-http-method-override': 'OPTIONS' } }],
      ];
      for (const credential of [null, madeUpKey(context.settings.key)]) {
        await context.each(asks, async ([name, ask]) => {
          const exchange = await context.ask({ ...ask, credential, isOdd: true });
          const status = exchange.reply?.status ?? 400;
          if (status >= 300) return;
          throw new ContractFailure({
            expected: `a refusal of ${name} ${credential ? 'with a wrong key' : 'without a key'}`,
            received: describeEnd(exchange),
            exchange,
            diagnosis: LET_IN,
          });
        });
      }
    },
  },
  {
    id: 'AUTH-09',
    level: 'MUST',
    title: 'a valid key without a right to the project is refused with 401, 403 or 404',
    source: 'documented: Request Headers (an organization has its own key)',
    check: async (context) => {
      const { otherKey } = context.settings;
      if (!otherKey)
        throw new Inconclusive(
          "pass --other-key, a valid key of another organization, to see that it does not open this one's projects",
        );
      const credential = { value: otherKey, shell: '$OTHER_API_KEY' };
      await context.read();
      await context.expectRefused({ credential }, [401, 403, 404], 'the key of another organization');
      await context.read();
    },
  },
];

/** A project key of the right form that does not exist. */
export function unknownProject(context: RunContext): string {
  return madeUpId(context.settings.projectKey);
}

/** Status and body of a refusal, without what names the request and without numbers that differ from one to the next. */
function refusalOf({ reply, request }: Exchange, context: RunContext): string {
  const path = new URL(request.url).pathname;
  const names = [
    request.url,
    path,
    decodeURIComponent(path),
    ...path.split('/').flatMap((part) => [part, decodeURIComponent(part)]),
  ]
    .filter(
      (name) => name.length > 3 && !context.settings.baseUrl.endsWith(name) && !['users', 'sessions'].includes(name),
    )
    .sort((a, b) => b.length - a.length);
  const text = names.reduce((shown, name) => shown.replaceAll(name, ''), reply?.text ?? '');
  return `${reply?.status} ${text.replace(/[0-9a-f-]{8,}|\d+/gi, '#')}`;
}
