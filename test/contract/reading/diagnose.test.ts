import { describe, expect, it } from 'vitest';
import { diagnoseWindows } from '../../../src/contract/reading/diagnose.ts';
import type { Item } from '../../../src/contract/reading/item.ts';
import type { WindowObservation } from '../../../src/contract/reading/user-observations.ts';
import { startsOfSessions, type Window } from '../../../src/contract/reading/window.ts';
import {
  DEFAULT_READING,
  describeReading,
  keepsSession,
  type ReadingName,
  readingsOf,
  spansOfSessions,
  type WindowReading,
} from '../../../src/contract/reading/window-reading.ts';
import { toItems } from '../../support/item-lists.ts';

const NOON = Date.UTC(2024, 4, 6, 12);
const DAY_MS = 86_400_000;
/** From less than a second to hours apart, so that each unit of time gives a different result. */
const OFFSETS = [0, 700, 21_000, 82_337, 143_674, 10_800_000, 14_400_000, 15_001_000];
/** Two sessions on different days, with clicks between page views, and times that are not whole seconds. */
const wireEvents = [0, DAY_MS + 3_723_000].flatMap((start, session) =>
  OFFSETS.map((offset, index) => ({
    sessionId: session + 1,
    messageId: index + 1,
    timestamp: NOON + start + offset + 123,
    type: index % 2 ? 'CLICK' : 'LOCATION',
  })),
);
const events = toItems(wireEvents);
const times = events.map((event) => event.time);
const [first = 0, second = 0, third = 0] = times;
const late = times.at(-3) ?? 0;
/** The windows of a run: one bound or both, at events and next to them, 0, far away, and reversed. */
const windows: Window[] = [
  {},
  { start: 0 },
  { end: 0 },
  { start: 0, end: third },
  { start: second },
  { start: second + 1 },
  { end: second },
  { end: late },
  { end: late - 1 },
  { start: second, end: late },
  { start: second + 500, end: third + 500 },
  { start: third, end: third },
  { start: first - 1, end: first + 1 },
  { start: 9_999_999_999_999 },
  { end: 9_999_999_999_999 },
  { start: late, end: second },
  { start: Math.floor(third / 1000) },
  { end: Math.floor(third / 1000) },
  { start: 999, end: late },
  { start: (times[4] ?? 0) + 1, end: (times[5] ?? 0) - 1 },
  { start: (times[6] ?? 0) + 900_000 },
  { end: (times[5] ?? 0) + 900_000 },
];

const diagnose = (observations: WindowObservation[], isFinal = true) =>
  diagnoseWindows([{ events, observations }], { isFinal });

type Keep = (time: number, start: number | undefined, end: number | undefined, event: Item) => boolean;

const starts = startsOfSessions(events);
const inside: Keep = (time, start, end) => (start === undefined || time >= start) && (end === undefined || time <= end);
const floorTo = (time: number | undefined, unit: number) =>
  time === undefined ? undefined : Math.floor(time / unit) * unit;

const byUnit: [string, Keep][] = Object.entries({
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
}).flatMap(([name, unit]): [string, Keep][] => [
  [
    `The dates are rounded down to the ${name}.`,
    (t, s, e) => inside(t, floorTo(s, unit), floorTo(e, unit), events[0] as Item),
  ],
  [
    `Dates and timestamps are compared by the ${name}.`,
    (t, s, e) =>
      (s === undefined || Math.floor(t / unit) >= Math.floor(s / unit)) &&
      (e === undefined || Math.floor(t / unit) <= Math.floor(e / unit)),
  ],
  [
    `end_date is stretched to the end of its ${name}.`,
    (t, s, e) => (s === undefined || t >= s) && (e === undefined || Math.floor(t / unit) <= Math.floor(e / unit)),
  ],
]);

const mistakes: [string, Keep][] = [
  ['start_date is exclusive: an event exactly at it is left out.', (t, s, e, v) => inside(t, s, e, v) && t !== s],
  ['end_date is exclusive: an event exactly at it is left out.', (t, s, e, v) => inside(t, s, e, v) && t !== e],
  [
    'Both dates are exclusive: events exactly at them are left out.',
    (t, s, e, v) => inside(t, s, e, v) && t !== s && t !== e,
  ],
  ['Both dates are ignored, or a cache leaves them out of its key.', () => true],
  ['start_date is ignored.', (t, _, e) => e === undefined || t <= e],
  ['end_date is ignored.', (t, s) => s === undefined || t >= s],
  ['start_date is ignored unless end_date is given too.', (t, s, e, v) => e === undefined || inside(t, s, e, v)],
  ['end_date is ignored unless start_date is given too.', (t, s, e, v) => s === undefined || inside(t, s, e, v)],
  ['start_date and end_date are swapped.', (t, s, e, v) => inside(t, e, s, v)],
  [
    'The dates are read as seconds instead of milliseconds.',
    (t, s, e) => (s === undefined || t >= s * 1000) && (e === undefined || t <= e * 1000),
  ],
  [
    'The dates, in milliseconds, are compared with timestamps in seconds.',
    (t, s, e, v) => inside(Math.floor(t / 1000), s, e, v),
  ],
  ['A date of 0 counts as absent.', (t, s, e, v) => inside(t, s || undefined, e || undefined, v)],
  ['start_date=0 takes the whole window with it.', (t, s, e, v) => s === 0 || inside(t, s, e, v)],
  [
    'The dates filter sessions by their start, both ends included; to accept that, pass --window session.',
    (_, s, e, v) => inside(starts.get(v.group) ?? 0, s, e, v),
  ],
  ...byUnit,
  [
    'The dates are compared as texts, not as numbers.',
    (t, s, e) => (s === undefined || `${t}` >= `${s}`) && (e === undefined || `${t}` <= `${e}`),
  ],
  ['The dates filter LOCATION events only.', (t, s, e, v) => v.type !== 'LOCATION' || inside(t, s, e, v)],
  [
    'Sessions with any event inside the window are returned whole.',
    (_, s, e, v) => events.some((other) => other.group === v.group && inside(other.time, s, e, other)),
  ],
  ['The dates filter CLICK events only.', (t, s, e, v) => v.type !== 'CLICK' || inside(t, s, e, v)],
  [
    'An inverted window has its dates swapped instead of being empty.',
    (t, s, e, v) => (s !== undefined && e !== undefined && s > e ? inside(t, e, s, v) : inside(t, s, e, v)),
  ],
];

function observe(keep: Keep, asked: readonly Window[] = windows): WindowObservation[] {
  return asked.map((window) => ({
    window,
    received: events.filter((event) =>
      keep(event.time, window.start as number | undefined, window.end as number | undefined, event),
    ),
  }));
}

describe('diagnoseWindows', () => {
  it.each(mistakes)('names: %s', (sentence, keep) => {
    expect(diagnose(observe(keep))).toBe(sentence);
  });

  it('names no mistake if there is none', () => {
    expect(diagnose(observe(inside))).toBeUndefined();
  });

  it('blames no event type if there is only one', () => {
    const list = toItems(wireEvents.filter(({ type }) => type === 'CLICK'));
    const ignored = windows.map((window) => ({ window, received: list }));
    const cause = diagnoseWindows([{ events: list, observations: ignored }], { isFinal: true });
    expect(cause).toContain('Both dates are ignored, or a cache leaves them out of its key.');
    expect(cause).not.toContain('events only');
  });

  it('names two mistakes, one in each date', () => {
    const both: Keep = (t, s, e, v) => inside(t, s, undefined, v) && t !== s && (e === undefined || t <= floorToDay(e));
    const floorToDay = (time: number) => Math.floor(time / DAY_MS) * DAY_MS;
    expect(diagnose(observe(both))).toBe(
      'start_date is exclusive: an event exactly at it is left out. The dates are rounded down to the day.',
    );
    expect(diagnose(observe(both), false)).toBeUndefined();
  });

  it('names the readings that a server mixes', () => {
    const mixed: Keep = (t, s, e, v) =>
      s === undefined || e === undefined ? inside(starts.get(v.group) ?? t, s, e, v) : inside(t, s, e, v);
    expect(diagnose(observe(mixed))).toMatch(/^The dates are read in more than one way: some windows keep /);
  });

  it('names no mistake if events are lost as well', () => {
    const both: Keep = (t, s, e, v) => v.type === 'LOCATION' && inside(t, s, e, v) && t !== e;
    expect(diagnose(observe(both))).toBeUndefined();
  });

  it('names no mistake for unknown or duplicate events', () => {
    const [one, ...others] = observe((t, s, e, v) => inside(t, s, e, v) && t !== s);
    const strange = toItems([{ sessionId: 99, messageId: 1, timestamp: NOON, type: 'CLICK' }]);
    expect(diagnose([...others, { window: {}, received: [...events.slice(1), ...strange] }])).toBeUndefined();
    expect(diagnose([...others, { window: {}, received: [...(one?.received ?? []), ...events] }])).toBeUndefined();
  });

  it.each([
    ['first', (list: Item[]) => list.slice(0, 4)],
    ['last', (list: Item[]) => list.slice(-4)],
  ])('names a limit on filtered lists: the %s 4', (end, cut) => {
    const capped = observe(inside).map(({ window, received }) => ({ window, received: cut([...received]) }));
    expect(diagnose(capped)).toBe(`Lists hold no more than the ${end} 4 events.`);
  });

  it.each([
    ['first', (list: readonly Item[]) => list.slice(0, 5)],
    ['last', (list: readonly Item[]) => list.slice(-5)],
  ])('names a limit on all lists if a window contains events that the whole list lacks: the %s 5', (end, cut) => {
    const capped = observe(inside).map(({ window, received }) => ({ window, received: cut(received) }));
    expect(diagnoseWindows([{ events: cut(events), observations: capped }])).toBe(
      `Lists hold no more than the ${end} 5 events.`,
    );
  });

  it.each([
    ['seconds', 1_000],
    ['microseconds', 0.001],
  ])('names timestamps in %s, which break all windows', (unit, ms) => {
    const inUnit = toItems(wireEvents.map((event) => ({ ...event, timestamp: Math.floor(event.timestamp / ms) })));
    const asked = inUnit.flatMap(({ time }) => [{ start: time }, { end: time - 1 }]);
    const observations = asked.map((window: Window) => ({
      window,
      received: inUnit.filter((_, index) =>
        inside(
          times[index] ?? 0,
          window.start as number | undefined,
          window.end as number | undefined,
          inUnit[0] as Item,
        ),
      ),
    }));
    expect(diagnoseWindows([{ events: inUnit, observations }])).toBe(
      `Timestamps are in ${unit} instead of milliseconds.`,
    );
  });

  it('names a mistake only if it explains the windows of every user', () => {
    const exclusive = observe((t, s, e, v) => inside(t, s, e, v) && t !== s);
    const users = (other: WindowObservation[]) => [
      { events, observations: exclusive },
      { events, observations: other },
    ];
    expect(diagnoseWindows(users(exclusive))).toMatch(/^start_date is exclusive/);
    expect(diagnoseWindows(users(observe(inside)))).toBeUndefined();
  });

  it('names a mistake before the end of a run only if no other explains the same windows', () => {
    const few = observe((t, s, e, v) => inside(t, s, e, v) && t !== e).filter(({ window }) => window.end === second);
    expect(diagnose(few, false)).toBeUndefined();
    expect(
      diagnose(
        observe((t, s, e, v) => inside(t, s, e, v) && t !== e),
        false,
      ),
    ).toMatch(/^end_date is exclusive/);
  });

  it('ignores a user for whom no window was requested', () => {
    const exclusive = observe((t, s, e, v) => inside(t, s, e, v) && t !== s);
    const silent = { events: toItems([{ sessionId: 9, messageId: 1, timestamp: 5, type: 'CLICK' }]), observations: [] };
    expect(diagnoseWindows([silent, { events, observations: exclusive }])).toMatch(/^start_date is exclusive/);
    expect(diagnoseWindows([silent])).toBeUndefined();
    expect(diagnoseWindows([])).toBeUndefined();
  });
});

describe('if another reading is required', () => {
  const keptBy = (reading: WindowReading): Keep => {
    const spans = spansOfSessions(events);
    return (time, start = -Infinity, end = Infinity, { group }) => {
      if (reading.keeps !== 'event')
        return keepsSession(spans.get(group) ?? { first: 0, last: 0 }, { start, end }, reading) ?? false;
      return time >= start && (reading.isEndIncluded ? time <= end : time < end);
    };
  };
  const named = (name: ReadingName) => readingsOf(name)[0] ?? DEFAULT_READING;
  const diagnoseAs = (held: ReadingName, observations: WindowObservation[]) =>
    diagnoseWindows([{ events, observations }], { reading: named(held) });

  it.each<[held: ReadingName, right: ReadingName]>([
    ['session', 'event'],
    ['session', 'event,end-exclusive'],
    ['event', 'overlap'],
    ['event', 'session,end-exclusive'],
    ['overlap', 'session'],
    ['overlap', 'event'],
  ])('such as %s, a server that keeps %s is told which option accepts it', (held, right) => {
    expect(
      diagnoseAs(held, observe(keptBy(named(right)), [...windows, { end: first }, { start: first, end: first }])),
    ).toBe(`The dates filter ${describeReading(named(right))}; to accept that, pass --window ${right}.`);
  });

  it('with an exclusive end, an inclusive end is a mistake, and all other mistakes exclude the end too', () => {
    expect(diagnoseAs('event,end-exclusive', observe(inside))).toBe(
      'end_date is inclusive: an event exactly at it is kept.',
    );
    const noStart: Keep = (t, _, e) => e === undefined || t < e;
    expect(diagnoseAs('event,end-exclusive', observe(noStart))).toBe('start_date is ignored.');
  });

  it('with whole sessions, mistakes in one date are judged by the start of the session', () => {
    const startOf = (v: Item) => starts.get(v.group) ?? 0;
    const noStart: Keep = (_, __, e, v) => e === undefined || startOf(v) <= e;
    expect(diagnoseAs('session', observe(noStart))).toBe('start_date is ignored.');
  });
});
