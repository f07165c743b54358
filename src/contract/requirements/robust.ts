import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { type Respell, withBehind, withoutLast } from '../variants/path-variants.ts';
import { describeEnd, type Exchange, isRedirect, isRefusal } from '../wire/exchange.ts';
import { MARKUP } from '../wire/markup.ts';

/** How a server handles odd requests and odd paths. */
export const robustRequirements: readonly Requirement[] = [
  {
    id: 'ROBUST-01',
    level: 'MUST',
    title: 'broken percent-encoding and unusual bytes in the path are refused or match nobody',
    source: 'assumed: clients make mistakes',
    check: async (context) => {
      for (const segment of ['%', '%zz', '%E0%A4%A', '%C0%AF', '%FF', '%00', '%u0041']) {
        expectClientError(
          await context.lists.ask({ userSegment: segment, isOdd: true }),
          `the path segment "${segment}"`,
          [200],
        );
        if (!ALSO_AS_PROJECT.includes(segment)) continue;
        expectClientError(
          await context.lists.ask({ projectSegment: segment, isOdd: true }),
          `the project segment "${segment}"`,
          noProject(context),
        );
      }
      expectNoHeaderOfOurs(await context.lists.ask({ userSegment: `x%0D%0A${OUR_HEADER}:%20yes`, isOdd: true }));
    },
  },
  {
    id: 'ROBUST-02',
    level: 'MUST',
    title: 'very long IDs, queries and headers are refused or match nobody',
    source: 'assumed: clients make mistakes',
    check: async (context) => {
      const long = 'x'.repeat(6_000);
      expectClientError(
        await context.lists.ask({ userSegment: long, isOdd: true }),
        'a user ID of 6000 characters',
        [200],
      );
      expectClientError(
        await context.lists.ask({ projectSegment: long, isOdd: true }),
        'a project key of 6000 characters',
        noProject(context),
      );
      await expectLongQuery(context, `unknown=${long}`);
      expectClientError(
        await context.lists.ask({ query: `start_date=${'1'.repeat(3_000)}`, isOdd: true }),
        'a date of 3000 digits',
        [200],
      );
      expectClientError(
        await context.lists.ask({ headers: { cookie: `a=${long}` }, isOdd: true }),
        'a cookie of 6000 characters',
        [200],
      );
      expectClientError(
        await context.lists.ask({ credential: { value: long, shell: long }, isOdd: true }),
        'a key of 6000 characters',
        [],
      );
    },
  },
  {
    id: 'ROBUST-03',
    level: 'MUST',
    title: 'a path beside the documented one is not answered with success',
    source: 'documented: URL',
    check: async (context) => {
      const { path } = context.exchanges.toRequest(context.lists.toAsk({}));
      const paths = PATHS_BESIDE.filter(([, beside]) => !isOfAnother(context, beside(path)));
      await sideBySide(paths, async ([name, beside]) => {
        const exchange = await context.lists.askOnce(toAskBeside(context, beside));
        expectClientError(exchange, `the path ${name}`, beside === withoutLast ? [200] : []);
      });
    },
  },
  {
    id: 'ROBUST-13',
    level: 'SHOULD',
    title: 'a path that does not exist is refused in JSON too',
    source: 'observed: v1',
    check: async (context) => {
      const exchange = await context.lists.askOnce(toAskBeside(context, withBehind('x')));
      const type = exchange.reply?.headers.get('content-type') ?? 'no content-type';
      if (/json/i.test(type) && context.exchanges.bodyOf(exchange) !== undefined) return;
      throw new ContractFailure({ expected: 'a JSON body', received: `${type}, ${describeEnd(exchange)}`, exchange });
    },
  },
];

/** Each of these paths is close to that of an operation. */
const PATHS_BESIDE: readonly [name: string, beside: Respell][] = [
  ['without its last letter', (path) => path.slice(0, -1)],
  ['with one more letter', withBehind('x')],
  ['with more behind it', withBehind(`/nothing/${encodeURIComponent(MARKUP)}`)],
  ['without its last part', withoutLast],
];

function toAskBeside({ seed }: RunContext, beside: Respell): ListAsk {
  return { beside, isOdd: true, user: `nobody-${seed}` };
}

/** One of each kind: truncated, not hex, not UTF-8, a null. */
const ALSO_AS_PROJECT = ['%zz', '%00'];

const OUR_HEADER = 'x-injected';

/** Fails if text of the path is returned as a header. */
function expectNoHeaderOfOurs(exchange: Exchange): void {
  expectClientError(exchange, 'a line feed in the path', [200]);
  if (!exchange.reply?.headers.has(OUR_HEADER)) return;
  throw new ContractFailure({
    expected: 'no header made of the path',
    received: `the header "${OUR_HEADER}: ${exchange.reply.headers.get(OUR_HEADER)}"`,
    exchange,
  });
}

/** Fails unless a long query is refused, or read to its end: the date after it matches nothing. */
async function expectLongQuery(context: RunContext, long: string): Promise<void> {
  const { query: dates } = context.lists.toAsk({ window: { end: 1 } });
  const exchange = await context.lists.ask({ query: dates === undefined ? long : `${long}&${dates}`, isOdd: true });
  expectClientError(exchange, 'a query of 6000 characters', [200]);
  const items = context.lists.itemsOf(exchange) ?? [];
  if (dates === undefined || items.length === 0 || context.seen.isWrong('date 0')) return;
  throw new ContractFailure({
    expected: `no ${context.lists.probe.noun} for "${dates}" after 6000 characters of query, or a refusal`,
    received: `${items.length} ${context.lists.probe.noun}`,
    exchange,
    diagnosis: 'A long query is cut off, together with the dates at its end.',
  });
}

/** Statuses besides a refusal that an unknown project may get. */
function noProject({ lists }: RunContext): number[] {
  return lists.probe.mayProjectBeEmpty ? [200] : [];
}

/** Whether a path belongs to another operation of the API. */
function isOfAnother({ lists, exchanges }: RunContext, path: string): boolean {
  const { operation, operations = [] } = lists.probe;
  const others = operations.filter((other) => other !== operation && other.method === operation.method);
  return others.some((other) => exchanges.hasPath(other, path));
}

function expectClientError(exchange: Exchange, what: string, also: readonly number[]): void {
  const status = exchange.reply?.status ?? 0;
  if (isRefusal(exchange) || isRedirect(exchange) || also.includes(status)) return;
  throw new ContractFailure({ expected: `a refusal (4xx) of ${what}`, received: describeEnd(exchange), exchange });
}
