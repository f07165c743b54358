import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { NESTED_QUERY, parameterQueries } from '../variants/parameters.ts';
import { isRefusal } from '../wire/exchange.ts';

/** Parameters that the document does not name must have no effect. */
export const unknownParameterRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-06',
    level: 'MUST',
    title: 'undocumented query parameters change no answer: they are ignored or refused',
    source: 'documented: Parameters',
    check: async (context) => {
      const events = await context.baseline.all();
      const sessionId = events[0]?.group ?? 1;
      const isStrict = isRefusal(await context.lists.askOnce({ query: ANY }));
      const ids = `sessionId=${sessionId}&session_id=1&messageId=1`;
      await sideBySide(
        [...parameterQueries(), `${OTHER_STARTS}&${ids}`, `${OTHER_ENDS}&${NESTED_QUERY}`, ODD, QUOTES],
        (query) => expectUnchanged(context, query, isStrict),
      );
    },
  },
  {
    id: 'REQUEST-12',
    level: 'SHOULD',
    title: 'undocumented query parameters are ignored, even those that a framework reserves or reads loosely',
    source: 'assumed: clients, caches and campaigns add parameters of their own',
    follows: ['REQUEST-06'],
    check: async (context) => {
      await context.baseline.expectAll(await context.lists.askOnce({ query: ANY }), `"?${ANY}"`);
      await sideBySide(RESERVED, (query) => expectIgnored(context, query));
    },
  },
  {
    id: 'REQUEST-24',
    level: 'MUST',
    title: 'a query is split before it is decoded: an encoded separator inside one parameter starts no other',
    source: 'assumed: RFC 3986, 2.2',
    follows: ['REQUEST-06'],
    check: async (context) => {
      await sideBySide(ENCODED_DATES, (query) => expectUnchanged(context, query, true));
    },
  },
  {
    id: 'REQUEST-25',
    level: 'SHOULD',
    title: 'a semicolon does not separate parameters',
    source: 'assumed: URL Standard, application/x-www-form-urlencoded',
    follows: ['REQUEST-06'],
    check: (context) => expectUnchanged(context, 'unknown=1;end_date=1', true),
  },
];

const ANY = 'unknown=1';

/** Other names for the dates; a server that understands one of them returns nothing. */
const OTHER_STARTS =
  'start=9999999999999&from=9999999999999&since=9999999999999&startTimestamp=9999999999999&from_date=9999999999999' +
  '&date_from=9999999999999&after=9999999999999&start_time=9999999999999&gte=9999999999999' +
  '&start_dat=9999999999999&start_date_=9999999999999';
const OTHER_ENDS =
  'end=1&to=1&until=1&endTimestamp=1&to_date=1&date_to=1&before=1&min=9&max=1&end_time=1&lte=1&date=1&days=1&xend_date=1';

/** Breaks a query that a parameter is pasted into. */
const QUOTES = ['sort', 'order_by'].map((name) => `${name}=timestamp%27`).join('&');

const ODD = 'unknown=%00%FF&%F0%9F%98%80=1&=1&&a';

/** A date inside the value or the name of another parameter; a server that reads it returns nothing. */
const ENCODED_DATES = ['unknown=1%26end_date%3D1', 'unknown%26end_date=1', 'unknown=1%26end_date=1'];

/** Names that frameworks reserve, and spellings of a date for binders that compare letters only. */
const RESERVED = ['format=xml', 'END_DATE=1&endDate=1&end_date%20=1&end_date%5B%5D=1'];

/** Fails where parameters change the answer, and names those that do. A refusal does not count as an answer. */
async function expectUnchanged(context: RunContext, query: string, isStrict: boolean): Promise<void> {
  const whole = await changeBy(context, query);
  if (!whole) return;
  const isRefused = isRefused4xx(whole);
  if (isRefused && isStrict) return;
  // one refused parameter hides the effect of the others
  const changes = (await changesByEach(context, query)).filter(({ change }) => !isRefused4xx(change));
  const shown = changes[0]?.change ?? (isRefused ? undefined : whole);
  if (shown) await failWith(context, shown, changes, query);
}

/** Fails where parameters change the answer or are refused, and names those that do. */
async function expectIgnored(context: RunContext, query: string): Promise<void> {
  const whole = await changeBy(context, query);
  if (!whole) return;
  const changes = await changesByEach(context, query);
  await failWith(context, changes[0]?.change ?? whole, changes, query);
}

interface Change {
  readonly part: string;
  readonly change: ContractFailure;
}

/** How the answer changes with each of several parameters alone. */
async function changesByEach(context: RunContext, query: string): Promise<Change[]> {
  const parts = query.split('&').filter((part) => part !== '' && part !== query);
  const changes = await sideBySide(parts, async (part) => ({ part, change: await changeBy(context, part) }));
  return changes.filter((one): one is Change => one.change !== undefined);
}

async function failWith(
  context: RunContext,
  { details }: ContractFailure,
  changes: readonly Change[],
  query: string,
): Promise<never> {
  const names = changes.length > 0 ? changes.map(({ part }) => `"?${part}"`).join(', ') : `"?${query}"`;
  const count = (await context.baseline.all()).length;
  throw new ContractFailure({ ...details, expected: `the same ${count} events with ${names}` });
}

function isRefused4xx({ details: { exchange } }: ContractFailure): boolean {
  return exchange !== undefined && isRefusal(exchange);
}

/** How an answer changes with a query; undefined if it does not. */
async function changeBy(context: RunContext, query: string): Promise<ContractFailure | undefined> {
  try {
    await context.baseline.expectSame({ query, isOdd: /%(?!5[BD])/.test(query) }, `"?${query}"`);
    return undefined;
  } catch (error) {
    if (error instanceof ContractFailure) return error;
    throw error;
  }
}
