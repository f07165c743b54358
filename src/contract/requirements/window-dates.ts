import { triedAt } from '../asking/depth.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { type DateText, looksLikeAttack, malformedDates, unusualSpellings } from '../reading/date-texts.ts';
import { describeWindow, startsOfSessions, type Window } from '../reading/window.ts';
import { describeEnd, type Exchange, isRefusal } from '../wire/exchange.ts';

import { middleOf } from './window-checks.ts';

/** Which dates are understood and which are refused. */
export const windowDateRequirements: readonly Requirement[] = [
  {
    id: 'WINDOW-09',
    level: 'MUST',
    title: 'a date that is not a whole number of milliseconds is refused',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      const middle = await middleOf(context);
      const asks = toAsks(context, triedAt(context.settings.depth, malformedDates(middle)));
      await context.seen.watch('date abc', () => noneTakenWrongly(context, asks, 'a refusal (4xx)'));
    },
  },
  {
    id: 'WINDOW-10',
    level: 'SHOULD',
    title: 'a number in an unusual spelling is refused',
    source: 'assumed: one spelling for one number',
    check: async (context) => {
      const asks = (await toUnusualAsks(context)).filter(({ date }) => !date.text.startsWith('-'));
      const taken = await sideBySide(asks, async (ask): Promise<Taken | undefined> => {
        const exchange = await askFor(context, ask);
        return context.lists.itemsOf(exchange) && { ask, exchange, how: describeEnd(exchange) };
      });
      failOf(taken, 'a refusal (4xx)');
    },
  },
  {
    id: 'WINDOW-11',
    level: 'MUST',
    title: 'a bad date is refused even beside a good one',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      context.seen.require('date abc');
      const middle = await middleOf(context);
      const beside = (window: Window) => ({ what: describeWindow(window), ask: { window } });
      const asks: { what: string; ask: ListAsk }[] = [
        beside({ start: 'abc', end: middle }),
        beside({ start: middle, end: 'abc' }),
        { what: 'a bad date for an unknown user', ask: { window: { start: 'abc' }, user: `nobody-${context.seed}` } },
      ];
      await sideBySide(asks, ({ what, ask }) => context.lists.expectRefusal(ask, what));
    },
  },
  {
    id: 'WINDOW-15',
    level: 'MUST',
    title: 'a negative number or an unusual spelling is refused or read correctly, never misread or ignored',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) =>
      noneTakenWrongly(context, await toUnusualAsks(context), 'a refusal (4xx) or the right events'),
  },
  {
    id: 'WINDOW-12',
    level: 'MUST',
    title: 'a date that is given twice or left empty never makes the server fail or select the wrong events',
    source: 'assumed: clients make mistakes',
    check: async (context) => {
      const all = await context.baseline.history();
      const known = new Set(startsOfSessions(all).keys());
      const middle = await middleOf(context);
      const asks: readonly { readonly query: string; readonly widest?: Window }[] = [
        { query: 'start_date=' },
        { query: 'end_date=' },
        { query: `start_date=${middle}&start_date=${middle + 1}`, widest: { start: middle } },
        { query: `end_date=${middle}&end_date=1`, widest: { end: middle } },
        { query: `start_date%5B%5D=${middle}` },
        { query: `end_date%5Bgt%5D=${middle}` },
      ];
      const areInQuery = context.lists.toAsk({ window: { start: middle } }).query !== undefined;
      await sideBySide(asks, async ({ query, widest = {} }) => {
        const exchange = await context.lists.askOnce({ query });
        if (isRefusal(exchange)) return;
        const items = context.lists.itemsOf(exchange);
        // whichever of the two dates counts, what neither keeps is excluded
        const most = (await context.baseline.itemsIn(all, widest, items)).length;
        const isIgnored = areInQuery && most < all.length && items?.length === all.length;
        if (!isIgnored && items?.every((event) => known.has(event.group))) return;
        throw new ContractFailure({
          expected: `a refusal (4xx) or ${isIgnored ? `the ${most} at most` : 'some'} of the user's events for "?${query}"`,
          received: isIgnored ? `all ${all.length} events, as without dates` : describeEnd(exchange),
          exchange,
        });
      });
    },
  },
];

/** How many texts are tried as both dates; the others are tried as one of them, as the same code reads both. */
const OFTEN_READ = 1;

/** A text sent as one of the dates. */
interface DateAsk {
  readonly bound: 'start' | 'end';
  readonly date: DateText;
}

/** A date that was accepted, and how it was read. */
interface Taken {
  readonly ask: DateAsk;
  readonly exchange: Exchange;
  readonly how: string;
  readonly mistake?: Mistake | undefined;
}

function toAsk(bound: DateAsk['bound'], date: DateText): DateAsk {
  return { bound, date };
}

function toAsks({ settings }: RunContext, dates: readonly DateText[]): DateAsk[] {
  return dates.flatMap((date, index): DateAsk[] =>
    index < OFTEN_READ || settings.depth === 'deep'
      ? [toAsk('start', date), toAsk('end', date)]
      : [toAsk(index % 2 ? 'end' : 'start', date)],
  );
}

async function toUnusualAsks(context: RunContext): Promise<DateAsk[]> {
  return toAsks(context, triedAt(context.settings.depth, unusualSpellings(await middleOf(context))));
}

function askFor(context: RunContext, { bound, date: { text } }: DateAsk): Promise<Exchange> {
  return context.lists.askOnce({ window: { [bound]: text }, isOdd: looksLikeAttack(text) });
}

/** Fails with all dates that are neither refused nor, if they mean a number, read as that number. */
async function noneTakenWrongly(context: RunContext, asks: readonly DateAsk[], expected: string): Promise<void> {
  const all = await context.baseline.history();
  const taken = await sideBySide(asks, async (ask): Promise<Taken | undefined> => {
    const exchange = await askFor(context, ask);
    if (isRefusal(exchange)) return undefined;
    const items = context.lists.itemsOf(exchange);
    if (!items) return { ask, exchange, how: describeEnd(exchange) };
    const isAs = async (ms: number | undefined) =>
      ms !== undefined &&
      context.baseline.compareCut(await context.baseline.itemsIn(all, { [ask.bound]: ms }, items), items) === undefined;
    if (await isAs(ask.date.ms)) return undefined;
    const leading = leadingNumber(ask.date);
    const isRead = await isAs(leading);
    const isFraction = /^\d+\.\d+$/.test(ask.date.text);
    const mistake = isRead
      ? isFraction
        ? 'fraction'
        : 'cut off'
      : items.length === all.length
        ? 'ignored'
        : undefined;
    return { ask, exchange, how: `${items.length} of ${all.length} ${context.lists.probe.noun}`, mistake };
  });
  failOf(taken, expected);
}

/** What is wrong with how a text is read. A fraction that is cut off mostly finds the same as the whole number with it. */
type Mistake = 'ignored' | 'cut off' | 'fraction';

/** The one mistake that explains all that was taken; undefined if there are several or none. */
function causeOf(taken: readonly Taken[]): string | undefined {
  const mistakes = new Set(taken.map(({ mistake }) => mistake));
  const example = ({ text }: DateText) => JSON.stringify(text);
  if (mistakes.has('cut off')) mistakes.delete('fraction');
  const [mistake] = mistakes;
  const date = taken.find((one) => one.mistake === mistake)?.ask.date;
  if (mistakes.size !== 1 || !mistake || !date) return undefined;
  if (mistake === 'ignored') return 'A date that cannot be read is ignored.';
  return mistake === 'fraction'
    ? `A number with a fraction counts as a date: ${example(date)}.`
    : `A date is read as far as it is a number: ${example(date)} counts as ${leadingNumber(date)}.`;
}

/** The number that is left of a text if it is read only as far as it is a number. */
function leadingNumber({ text, ms }: DateText): number | undefined {
  const digits = /^\s*\+?(\d+)/.exec(text)?.[1];
  return digits === undefined || Number(digits) === ms ? undefined : Number(digits);
}

function failOf(found: readonly (Taken | undefined)[], expected: string): void {
  const taken = found.filter((one) => one !== undefined);
  const [first] = taken;
  if (!first) return;
  const name = ({ bound, date: { text } }: DateAsk) => `${bound}_date ${JSON.stringify(text)}`;
  throw new ContractFailure({
    expected: `${expected} for ${taken.map(({ ask }) => name(ask)).join(', ')}`,
    received: taken.map(({ ask, how }) => `${how} for ${name(ask)}`).join('; '),
    exchange: first.exchange,
    diagnosis: causeOf(taken),
  });
}
