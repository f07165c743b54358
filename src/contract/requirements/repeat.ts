import fc from 'fast-check';
import { later } from '../asking/later.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import type { Ability } from '../asking/seen.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure, Inconclusive } from '../outcome/failure.ts';
import { type Item, spanOf } from '../reading/item.ts';
import { cutPoints } from '../reading/window.ts';
import { madeUpKey } from '../variants/key-variants.ts';
import { describeEnd, type Exchange, isRefusal, takeTime } from '../wire/exchange.ts';
import { assertProperty } from './property.ts';
import { unknownProject } from './strangers.ts';
import { understoodOf } from './understood.ts';

const PARALLEL = 7;
/** A sequence sends as many requests as this many windows. */
const RUNS_PER_SEQUENCE = 6;

/** A window that is wrong on its own is wrong before and after any other request, too. */
const WINDOWS = ['WINDOW-01', 'WINDOW-02', 'WINDOW-03', 'WINDOW-04', 'WINDOW-05'] as const;

/** A tag that no reply has. */
const EMPTY_TAG = '""';
const SECOND_MS = 1_000;
const LAST_OF_CALENDAR = Date.UTC(9999, 0);

/** A request must not affect later ones. */
export const repeatRequirements: readonly Requirement[] = [
  {
    id: 'REPEAT-01',
    depth: 'quick',
    level: 'MUST',
    title: 'the same request gives the same answer again and again',
    source: 'assumed: GET is safe and idempotent (RFC 9110, 9.2)',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      const { noun } = context.lists.probe;
      const [first, ...others] = await context.baseline.readInARow();
      for (const next of others) {
        const difference = context.baseline.compare(first?.items ?? [], next.items);
        if (difference === undefined) continue;
        if (context.baseline.isMovedOn(first?.items ?? [], next.items))
          throw new Inconclusive("the user's data moved while it was read");
        throw new ContractFailure({
          expected: `the same ${first?.items.length} ${noun} again`,
          received: difference,
          exchange: next.exchange,
        });
      }
    },
  },
  {
    id: 'REPEAT-02',
    depth: 'quick',
    level: 'MUST',
    title: 'reading changes nothing: repeated reads do not add to the list',
    source: 'assumed: GET is safe (RFC 9110, 9.2.1)',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      const { noun } = context.lists.probe;
      const reads = await context.baseline.readInARow();
      const counts = reads.map(({ items }) => items.length);
      const isGrowing = counts.every((count, index) => index === 0 || count > (counts[index - 1] ?? 0));
      if (!isGrowing) return;
      if (await growsByItself(context, counts)) throw new Inconclusive("the user's data moved while it was read");
      throw new ContractFailure({
        expected: `reads to add no ${noun}`,
        received: `${counts.join(', ')} ${noun}, more with each read`,
        exchange: reads.at(-1)?.exchange,
      });
    },
  },
  {
    id: 'REPEAT-03',
    level: 'MUST',
    title: 'an answer does not depend on earlier requests',
    follows: WINDOWS,
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      const model = await toModel(context);
      const commands = fc.commands(
        model.map((step) => fc.constant(step)),
        { maxCommands: 10 },
      );
      const check = (chosen: Iterable<fc.AsyncCommand<object, RunContext>>) =>
        fc.asyncModelRun(() => ({ model: {}, real: context }), chosen);
      const numRuns = Math.max(1, Math.ceil(context.settings.runs / RUNS_PER_SEQUENCE));
      await assertProperty(commands, check, { seed: context.seed, numRuns });
    },
  },
  {
    id: 'REPEAT-04',
    level: 'MUST',
    title: 'concurrent requests do not mix',
    follows: WINDOWS,
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      const model = await toModel(context);
      const steps = Array.from({ length: PARALLEL }, (_, index) => model[index % model.length]);
      const ends = await Promise.allSettled(steps.map((step) => step?.run({}, context)));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
    },
  },
  {
    id: 'REPEAT-05',
    level: 'MUST',
    title: 'a conditional request never hides events that the client has not seen',
    source: 'assumed: RFC 9110, 13.1',
    comparesAnswers: true,
    check: async (context) => {
      const events = await context.baseline.some();
      const { last } = spanOf(events);
      const narrow = await context.lists.askOnce({ window: { start: last } });
      const { reply } = await context.lists.askOnce({});
      const tag = narrow.reply?.headers.get('etag');
      // a tag of the user's data as a whole is the same for all windows (RFC 9110, 8.8.3: a tag belongs to one URL)
      const isForeign = tag && tag !== reply?.headers.get('etag');
      const tags = [EMPTY_TAG, ...(isForeign ? [tag] : [])];
      const modified = Date.parse(reply?.headers.get('last-modified') ?? '');
      // a list was last modified no earlier than its last event
      const changed = [modified, last].find((ms) => ms >= SECOND_MS && ms < LAST_OF_CALENDAR) ?? SECOND_MS;
      const before = new Date(changed - SECOND_MS).toUTCString();
      const conditions: { what: string; headers: Record<string, string> }[] = [
        ...tags.map((foreign) => ({
          what: 'a request with the tag of another answer',
          headers: { 'if-none-match': foreign },
        })),
        {
          what: `a request for changes since ${before}, before the last one,`,
          headers: { 'if-modified-since': before },
        },
      ];
      await sideBySide(conditions, ({ what, headers }) => context.baseline.expectSame({ headers }, what));
    },
  },
  {
    id: 'REPEAT-06',
    depth: 'quick',
    level: 'MUST',
    title: 'after all requests of the run the answer is the same as at its start',
    source: 'assumed: GET is safe (RFC 9110, 9.2.1)',
    comparesAnswers: true,
    check: async (context) => {
      for (const user of context.settings.userIds)
        await context.baseline.expectSame({ user }, 'the last request of the run');
      const [before, now] = [
        await context.lists.askOnce({ credential: null }),
        await context.lists.ask({ credential: null }),
      ];
      if (now.reply && before.reply?.status === now.reply.status) return;
      throw new ContractFailure({
        expected: `a request without a key to be answered as before (${describeEnd(before)})`,
        received: describeEnd(now),
        exchange: now,
      });
    },
  },
];

/** A list that grows by itself grows more in a pause of so many reads, and at least so many ms, than with one read. */
const PAUSE_READS = 5;
const SHORTEST_PAUSE_MS = 1_000;
const CLEARLY_MORE = 3;

/** Whether a list that was longer with each read also grows while nobody reads it, as the data of a live server does. */
async function growsByItself({ lists }: RunContext, counts: readonly number[]): Promise<boolean> {
  const perRead = ((counts.at(-1) ?? 0) - (counts[0] ?? 0)) / (counts.length - 1);
  const taken = takeTime();
  const before = (await lists.read()).items.length;
  await later(Math.max(SHORTEST_PAUSE_MS, PAUSE_READS * taken().durationMs));
  return (await lists.read()).items.length - before > CLEARLY_MORE * perRead;
}

interface Step {
  check(): boolean;
  run(model: object, context: RunContext): Promise<void>;
  toString(): string;
}

/** Requests that may follow each other in any order, each with the answer that it must get. */
async function toModel(context: RunContext): Promise<Step[]> {
  const events = await context.baseline.all();
  const { userIds } = context.settings;
  const cuts = events.length > 0 ? cutPoints(events, (await context.baseline.reading()).held) : [];
  const at = (share: number) => cuts[Math.floor((cuts.length - 1) * share)] ?? 0;
  const windows = [
    {},
    { start: at(0.5) },
    { end: at(0.5) },
    { start: at(0.25), end: at(0.75) },
    { start: at(0.9) },
    { start: 0, end: 0 },
  ];
  const asked = cuts.length > 0 ? await understoodOf(context, windows) : [{}];
  // a request that is not refused even on its own fails its own row
  const unlessWrong = (name: string, ability: Ability, run: () => Promise<unknown>): Step[] =>
    context.seen.isWrong(ability) ? [] : [toStep(name, async () => void (await run()))];
  const refused = (name: string, ability: Ability, ask: ListAsk): Step[] =>
    unlessWrong(name, ability, () => context.lists.expectRefusal({ ...ask, isFresh: true }, name));
  return [
    ...asked.map((window) =>
      toStep(JSON.stringify(window), () => context.baseline.expectWindow(window, { isFresh: true })),
    ),
    ...(await Promise.all(
      userIds.slice(1, 3).map(async (user) => {
        const theirs = await context.baseline.all(user);
        return toStep(user, async () => {
          const { items: received, exchange } = await context.lists.read({ user });
          expectSame(context, exchange, theirs, received);
        });
      }),
    )),
    toStep('an unknown user', async () => {
      const exchange = await context.lists.ask({ user: `nobody-${context.seed}@example.invalid` });
      if (!isRefusal(exchange)) expectSame(context, exchange, [], context.lists.expectItems(exchange));
    }),
    ...(cuts.length > 0
      ? [
          toStep(
            'dates in reverse',
            async () => void (await context.lists.ask({ window: { start: at(1), end: at(0) } })),
          ),
        ]
      : []),
    ...unlessWrong('an unknown project', 'project unknown', () =>
      context.lists.expectNoProject({ project: unknownProject(context), isFresh: true }, 'an unknown project'),
    ),
    ...refused('no key', 'key none', { credential: null }),
    ...refused('a wrong key', 'key made-up', { credential: madeUpKey(context.settings.key) }),
    ...refused('a malformed date', 'date abc', { window: { start: 'abc' } }),
  ];
}

function toStep(name: string, run: () => Promise<void>): Step {
  return { check: () => true, run, toString: () => name };
}

function expectSame(
  { baseline, lists }: RunContext,
  exchange: Exchange,
  expected: readonly Item[],
  received: readonly Item[],
): void {
  const difference = baseline.compare(expected, received);
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `${expected.length} ${lists.probe.noun}, as when asked first`,
    received: difference,
    exchange,
  });
}
