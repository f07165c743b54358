import { openRandom } from '../../../shared/random.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import type { Window } from '../../reading/window.ts';
import { FIRST_DATE, LAST_DATE, toBody } from './body.ts';
import { toSecond } from './history.ts';
import type { Visit } from './visits.ts';

const SECOND_MS = 1_000;
const MOST_CUT = 10;
const QUARTER_MS = 91 * 86_400_000;
/** No session is older. */
const EARLIEST = Date.UTC(2020, 0);
/** Values that are not numbers, however lenient the parser. */
const NO_NUMBERS = ['true', 'false', '[1]', '{}'];

/** What the two dates of a body keep, stricter than what every API must do. */
export const windowRequirements: readonly Requirement[] = [
  {
    id: 'WINDOW-201',
    level: 'MUST',
    title: 'dates are cut to whole seconds: any millisecond of a second stands for all of it',
    source: 'observed: v2 (bounds are floored, then both ends included)',
    follows: ['WINDOW-01', 'WINDOW-02'],
    check: async (context) => {
      const all = await context.baseline.history();
      const times = all.flatMap(({ time, end = time }) => [time, end]).filter((time) => time % SECOND_MS === 0);
      if (times.length === 0) throw new MissingInput('no session begins or ends at a whole second');
      const step = Math.ceil(times.length / 6);
      const windows: Window[] = times
        .filter((_, index) => index % step === 0)
        .flatMap((t) => [
          { start: t, end: t + 1 },
          { start: t, end: t + 999 },
          { start: t + 1, end: t + 2 },
          { start: t + 998, end: t + 999 },
          { start: t - 500, end: t },
          { start: t + 999, end: t + 1000 },
          { start: t - 1000, end: t - 1 },
          { start: t + 1000, end: t + 1999 },
        ]);
      await sideBySide(windows, (window) => context.baseline.expectWindow(window));
    },
  },
  {
    id: 'WINDOW-202',
    level: 'MUST',
    title: 'a window cuts a session: its events before and after the cut add up to all of them',
    source: 'observed: v2 (a window that cuts a session gives other numbers for it)',
    comparesAnswers: true,
    check: async (context) => {
      const all = (await context.baseline.history()).map(({ value }) => value as Visit);
      const long = all.filter(({ startTs, endTs }) => endTs - startTs >= 2 * SECOND_MS);
      if (long.length === 0) throw new MissingInput('no session lasts; pass a --user with longer ones');
      const random = openRandom(context.seed, 'cuts');
      const busiest = [...long].sort((a, b) => b.eventsCount - a.eventsCount).slice(0, MOST_CUT / 2);
      const others = Array.from({ length: MOST_CUT / 2 }, () => random.pick(long));
      const cuts = [...new Set([...busiest, ...others])].flatMap((visit) => {
        const seconds = Math.floor((visit.endTs - visit.startTs) / SECOND_MS);
        const chosen = [1, seconds, 1 + Math.floor(random.unit() * seconds)];
        return chosen.map((second) => ({ visit, at: toSecond(visit.startTs) + second * SECOND_MS }));
      });
      await sideBySide(cuts, ({ visit, at }) => expectParts(context, visit, at));
    },
  },
  {
    id: 'WINDOW-203',
    level: 'MUST',
    title:
      'both dates are required, not before the year 2000, and the end is after the start; anything else is refused with 400',
    source: 'observed: v2 (required, min, gtfield)',
    check: async (context) => {
      const [start, end] = [FIRST_DATE, LAST_DATE];
      const wrong = [
        `{"endTimestamp":${end}}`,
        `{"startTimestamp":${start}}`,
        '{}',
        'null',
        `{"startTimestamp":null,"endTimestamp":${end}}`,
        `{"startTimestamp":${start},"endTimestamp":null}`,
        ...[
          [0, end],
          [start, 0],
          [-1, end],
          [start, -1],
          [start - 1, end],
          [start, start],
          [end, end],
          [end, start],
          [start + 1, start],
          [1_717_405_200, end],
          [start, 1_717_405_200],
          [FIRST_DATE - 2, FIRST_DATE - 1],
        ].map(([from, to]) => `{"startTimestamp":${from},"endTimestamp":${to}}`),
      ];
      await sideBySide(wrong, async (body) => {
        await context.lists.expectRefused({ body }, [400], body);
      });
      const right = [
        { start, end },
        { start, end: start + 1 },
        { start: start + 1, end: start + 2 },
      ];
      await sideBySide(right, (window) => context.lists.read({ body: toBody(window) }));
    },
  },
  {
    id: 'WINDOW-204',
    level: 'MUST',
    title:
      'dates, limit and page are whole numbers in plain digits, and sortOrder is a string; any other type is refused with 400',
    source: 'observed: v2 (a text, a fraction, an exponent, a boolean, a list, an object, beyond int64)',
    check: async (context) => {
      const fields = {
        startTimestamp: ['"1717405200000"', '""', '1717405200000.5', '1717405200000.0', '1.7e12', ...NO_NUMBERS],
        endTimestamp: ['"1917405200000"', '"x"', '1917405200000.5', '1917405200000.0', '1.9e12', ...NO_NUMBERS],
        limit: ['"3"', '""', '1.5', '1.0', '1e1', '9223372036854775808', ...NO_NUMBERS],
        page: ['"1"', '"x"', '1.5', '1.0', '1e0', '9223372036854775808', ...NO_NUMBERS],
        sortOrder: ['1', '0', 'true', 'false', '["asc"]', '{}'],
      };
      const bodies = Object.entries(fields).flatMap(([field, values]) =>
        values.map((value) => {
          const right = { startTimestamp: FIRST_DATE, endTimestamp: LAST_DATE };
          return JSON.stringify({ ...right, [field]: '$' }).replace('"$"', () => value);
        }),
      );
      await sideBySide(bodies, async (body) => {
        await context.lists.expectRefused({ body }, [400], body);
      });
    },
  },
  {
    id: 'WINDOW-205',
    level: 'MUST',
    title: 'where a quarter of a year has sessions, the whole time from 2000 on has some',
    source: 'assumed: what lies in a window lies in every wider one',
    check: async (context) => {
      if ((await context.baseline.all()).length > 0) return;
      const { time } = await context.lists.ask();
      const quarters: Window[] = [];
      for (let end = time?.startedAt ?? 0; end > EARLIEST; end -= QUARTER_MS) {
        quarters.push({ start: Math.floor(end - QUARTER_MS), end: Math.floor(end) });
      }
      await sideBySide(quarters, async (window) => {
        const { items } = await context.lists.read({ window });
        if (items.length === 0) return;
        const again = await context.lists.read();
        if (again.items.length > 0) return;
        throw new ContractFailure({
          expected: `the ${items.length} sessions from ${window.start} to ${window.end} in ${FIRST_DATE} to ${LAST_DATE} too`,
          received: 'an empty list',
          exchange: again.exchange,
          diagnosis: 'A long window, or one that ends far in the future, loses what lies in it.',
        });
      });
    },
  },
];

/** Fails unless the parts of a session before a second and from it on add up to the session. */
async function expectParts(context: RunContext, visit: Visit, second: number): Promise<void> {
  const windows = [
    { start: visit.startTs, end: second - 1 },
    { start: second, end: visit.endTs + 1 },
  ];
  const parts: Visit[] = [];
  let last = '';
  for (const window of windows.filter(({ start, end }) => end > start)) {
    const { items } = await context.lists.read({ window });
    const part = items.find(({ key }) => key === String(visit.sessionId));
    if (part) parts.push(part.value as Visit);
    last = `${last}, ${part ? JSON.stringify(part.value) : 'nothing'} from ${window.start} to ${window.end}`;
  }
  const sum = parts.reduce((total, { eventsCount }) => total + eventsCount, 0);
  const start = Math.min(...parts.map(({ startTs }) => startTs));
  const end = Math.max(...parts.map(({ endTs }) => endTs));
  if (sum === visit.eventsCount && start === visit.startTs && end === visit.endTs) return;
  throw new ContractFailure({
    expected: `the parts of session ${visit.sessionId} to make up ${JSON.stringify(visit)}`,
    received: last.slice(2),
    exchange: await context.lists.ask({ window: windows[1] ?? {} }),
  });
}
