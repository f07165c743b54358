import { triedAt } from '../asking/depth.ts';
import { LET_IN, type ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../outcome/failure.ts';
import { diagnoseBreakdown } from '../reading/breakdown.ts';
import { refusalOf, refusalWithNumbers } from '../reading/refusal.ts';
import { isAscii } from '../reading/text-escaping.ts';
import { EMPTY_KEY, madeUpKey, nearMisses, OTHER_KEY_VARIABLE } from '../variants/key-variants.ts';
import { withBehind } from '../variants/path-variants.ts';
import { type Credential, describeEnd, type Exchange, isRefusal } from '../wire/exchange.ts';
import { storedForms } from './stored-keys.ts';
import { detours, unknownProject } from './strangers.ts';

const ORACLE = 'The key is checked after the project or the user is looked up, so anybody can find out which exist.';

/** Who is granted access. */
export const authRequirements: readonly Requirement[] = [
  {
    id: 'AUTH-01',
    depth: 'quick',
    level: 'MUST',
    title: 'a request without a key is refused',
    source: 'documented: Request Headers',
    standsAlone: true,
    check: async (context) => {
      await context.seen.watch('key none', () =>
        context.lists.expectRefusal({ credential: null }, 'a request without a key'),
      );
      await context.lists.expectRefusal({ credential: EMPTY_KEY }, EMPTY_KEY.name);
    },
  },
  {
    id: 'AUTH-02',
    depth: 'quick',
    level: 'MUST',
    title: 'a wrong key is refused',
    source: 'documented: Request Headers',
    standsAlone: true,
    check: async (context) => {
      const credential = madeUpKey(context.settings.key);
      await context.seen.watch('key made-up', () => context.lists.expectRefusal({ credential }, credential.name));
    },
  },
  {
    id: 'AUTH-03',
    level: 'MUST',
    title: 'a key that is nearly right is refused',
    source: 'documented: Request Headers',
    standsAlone: true,
    check: async (context) => {
      const { key, projectKey, depth } = context.settings;
      const others = [
        { name: 'the project key as the API key', value: projectKey, shell: projectKey },
        { name: 'the user ID as the API key', value: context.lists.user, shell: context.lists.user },
      ].filter(({ value }) => /^[\w.@+-]+$/.test(value) && value !== key);
      const foreign = { name: 'a key outside ASCII', value: '\u00fc\u00ff\u00df', shell: '\u00fc\u00ff\u00df' };
      const stored = await storedForms(key, depth === 'deep');
      await sideBySide([...triedAt(depth, nearMisses(key)), ...stored, ...others, foreign], (credential) =>
        context.lists.expectRefusal({ credential, isOdd: looksOdd(credential.value) }, credential.name),
      );
    },
  },
  {
    id: 'AUTH-05',
    level: 'MUST',
    title: 'a key in the query does not stand in for the header',
    source: 'documented: Request Headers',
    check: async (context) => {
      if (!context.settings.keyInUrl) {
        throw new MissingInput(
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
      const strangers: readonly [string, Credential | null][] = [
        ['the key in the query', null],
        ['the key in the query beside a wrong one', madeUpKey(context.settings.key)],
      ];
      await sideBySide(strangers, ([what, credential]) => context.lists.expectRefusal({ credential, query }, what));
    },
  },
  {
    id: 'AUTH-06',
    level: 'MUST',
    title: 'a refusal does not depend on earlier requests, nor affect later ones',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      context.seen.require('key none', 'key made-up');
      const wrong = madeUpKey(context.settings.key);
      const events = await context.baseline.all();
      // an end date that every server accepts: the last event's
      const window = { end: events.reduce((last, { time }) => Math.max(last, time), 1) };
      // REPEAT-33 covers what is cached for a window too
      for (const ask of context.settings.depth === 'deep' ? [{}, { window }] : [{}]) {
        // the rows on windows judge a window that is refused with the key too
        if (isRefusal(await context.lists.ask(ask))) continue;
        await context.lists.expectRefusal(
          { ...ask, credential: null, isFresh: true },
          'a request without a key right after one with the key',
        );
        const { exchange } = await context.lists.read(ask);
        const cookie = exchange.reply?.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; ');
        if (cookie) {
          await context.lists.expectRefusal(
            { ...ask, credential: null, headers: { cookie }, isFresh: true },
            'a cookie instead of a key',
          );
        }
        const refused = { ...ask, credential: wrong, isFresh: true };
        await context.lists.expectRefusal(refused, 'a wrong key right after the right one');
      }
    },
  },
  {
    id: 'AUTH-07',
    depth: 'quick',
    level: 'MUST',
    title: 'a refusal is the same whether or not the user or the project exists',
    source: 'assumed: strangers learn nothing',
    check: async (context) => {
      const { key, baseUrl } = context.settings;
      const strangers: readonly [string, Credential | null][] = [
        ['without a key', null],
        ['with a wrong key', madeUpKey(key)],
      ];
      await sideBySide(strangers, async ([what, credential]) => {
        const here = await context.lists.askOnce({ credential });
        const again = await context.lists.ask({ credential });
        const isStable = refusalOf(here, baseUrl) === refusalOf(again, baseUrl);
        const others: [string, ListAsk][] = [
          ['an unknown user', { user: `nobody-${context.seed}@example.invalid` }],
          ['an unknown project', { project: unknownProject(context) }],
        ];
        for (const [name, ask] of others) {
          const exchange = await context.lists.askOnce({ ...ask, credential });
          const silent = [here, again, exchange].find(({ reply }) => !reply);
          if (silent) {
            throw new ContractFailure({
              expected: `a refusal ${what}, to compare with others`,
              received: describeEnd(silent),
              exchange: silent,
            });
          }
          const isAlike = isStable
            ? refusalOf(exchange, baseUrl) === refusalOf(here, baseUrl)
            : exchange.reply?.status === here.reply?.status;
          const numbersOf = (one: Exchange) => refusalWithNumbers(one, baseUrl);
          // times and counters do not come back to an earlier value
          const differsInNumbers = async () =>
            numbersOf(here) === numbersOf(again) &&
            numbersOf(here) !== numbersOf(exchange) &&
            numbersOf(here) === numbersOf(await context.lists.ask({ credential })) &&
            numbersOf(exchange) === numbersOf(await context.lists.ask({ ...ask, credential }));
          if (isAlike && !(isStable && (await differsInNumbers()))) continue;
          throw new ContractFailure({
            expected: `the refusal ${what} to be the same for ${name} (${describeEnd(here)})`,
            received: describeEnd(exchange),
            exchange,
            diagnosis: diagnoseDifference(here, exchange),
          });
        }
      });
    },
  },
  {
    id: 'AUTH-08',
    level: 'MUST',
    title: 'without a valid key no request succeeds, however it is written',
    source: 'documented: Request Headers',
    check: async (context) => {
      const asks = detours(context);
      const wrong = madeUpKey(context.settings.key);
      // almost every mistake that lets a wrong key in also lets in a request without one
      const withWrongKey = [...asks.filter(([name]) => ALSO_WITH_A_KEY.has(name)), SLASH];
      const tried = [
        ...asks.map(([name, ask]) => ({ what: `${name} without a key`, ask, credential: null })),
        ...withWrongKey.map(([name, ask]) => ({ what: `${name} with a wrong key`, ask, credential: wrong })),
      ];
      await sideBySide(tried, async ({ what, ask, credential }) => {
        const exchange = await context.lists.askOnce({ ...ask, credential, isOdd: true });
        const status = exchange.reply?.status ?? 400;
        // a 304 answer means that access was granted
        if (status >= 300 && status !== 304) return;
        throw new ContractFailure({
          expected: `a refusal of ${what}`,
          received: describeEnd(exchange),
          exchange,
          diagnosis: LET_IN,
        });
      });
    },
  },
  {
    id: 'AUTH-09',
    level: 'MUST',
    title: 'a valid key without access to the project is refused',
    source: 'documented: Request Headers (an organization has its own key)',
    check: async (context) => {
      const { otherKey } = context.settings;
      if (!otherKey)
        throw new MissingInput(
          "pass --other-key, a valid key of another organization, to see that it does not open this one's projects",
        );
      const credential = { value: otherKey, shell: `$${OTHER_KEY_VARIABLE}` };
      await context.lists.read();
      const asks = [{}, { window: { start: 0 } }, { user: `nobody-${context.seed}@example.invalid` }];
      for (const ask of asks) {
        const foreign = { ...ask, credential, isFresh: true };
        await context.lists.expectRefusal(foreign, 'the key of another organization');
      }
      await context.lists.read();
    },
  },
  {
    id: 'AUTH-10',
    level: 'SHOULD',
    title: 'a missing key is refused with 401, and a wrong one with 401 or 403',
    source: 'assumed: RFC 9110, 15.5.2',
    standsAlone: true,
    follows: ['AUTH-01', 'AUTH-02'],
    check: async ({ lists, settings }) => {
      await lists.expectRefused({ credential: null }, [401], 'a request without a key');
      const credential = madeUpKey(settings.key);
      await lists.expectRefused({ credential }, [401, 403], credential.name);
    },
  },
];

/** A server error does not show when the server checks the key. */
function diagnoseDifference(here: Exchange, other: Exchange): string | undefined {
  if (here.reply?.status === 200) return LET_IN;
  return diagnoseBreakdown(other) ?? diagnoseBreakdown(here) ?? ORACLE;
}

/** Whether a proxy in front of the API may refuse a key, as an attack or as an invalid header value. */
function looksOdd(value: string): boolean {
  return /['"]/.test(value) || !isAscii(value);
}

const SLASH: [name: string, ask: ListAsk] = ['a slash behind the path', { respell: withBehind('/') }];

const ALSO_WITH_A_KEY = new Set(['HEAD', 'a window', 'an unknown user']);
