import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distantWindows, probingWindows, readingsThatExplain } from '../../../src/contract/reading/find-readings.ts';
import { itemsWithin } from '../../../src/contract/reading/window.ts';
import { nameOfReading, READINGS, type WindowReading } from '../../../src/contract/reading/window-reading.ts';
import { itemLists, toItems } from '../../support/item-lists.ts';

const exact = READINGS.filter(({ isLoose }) => !isLoose);

function explaining(
  events: ReturnType<typeof toItems>,
  keep: (reading: WindowReading, index: number) => WindowReading,
) {
  const [first = exact[0] as WindowReading] = exact;
  const observations = probingWindows(events).map((window, index) => ({
    window,
    received: itemsWithin(events, window, keep(first, index)),
  }));
  return readingsThatExplain({ events, observations }, exact);
}

it('a reading always explains its own windows', () => {
  fc.assert(
    fc.property(itemLists, fc.constantFrom(...exact), (events, reading) => {
      expect(explaining(events, () => reading)).toContain(reading);
    }),
    { seed: 1 },
  );
});

const twoSessions = toItems(
  [1_000, 5_000, 9_000, 50_000, 56_000].map((timestamp, index) => ({
    sessionId: index < 3 ? 1 : 2,
    messageId: index,
    timestamp,
    type: 'CLICK',
  })),
);

it.each(exact.map((reading) => [nameOfReading(reading), reading] as const))(
  'a session of several events distinguishes %s from all other readings',
  (_, reading) => {
    expect(explaining(twoSessions, () => reading)).toEqual([reading]);
    expect(explaining(twoSessions.slice(0, 3), () => reading)).toEqual([reading]);
  },
);

it('no reading explains a mixture', () => {
  expect(explaining(twoSessions, (_, index) => exact[(index + 1) % 3] as WindowReading)).toEqual([]);
});

it('sessions of one event each behave like events: among indistinguishable readings, the default comes first', () => {
  const single = twoSessions.filter(({ time }) => time === 1_000 || time === 56_000);
  const [first, ...others] = explaining(single, (reading) => reading);
  expect(first && nameOfReading(first)).toBe('event');
  expect(others.map(nameOfReading)).toEqual(['session', 'overlap']);
});

it('windows far from all events keep none under any reading, and those around the ends are within 1 ms of them', () => {
  for (const window of distantWindows(twoSessions))
    for (const reading of READINGS) expect(itemsWithin(twoSessions, window, reading)).toEqual([]);
  const [before, after] = distantWindows(twoSessions);
  expect([before, after]).toEqual([{ end: 1_000 - 60_001 }, { start: 56_000 + 30 * 60_000 + 1 }]);
  expect(probingWindows([...twoSessions].reverse())).toEqual([
    { start: 1_000 },
    { start: 1_001 },
    { end: 1_000 },
    { end: 999 },
    { start: 56_000 },
    { start: 56_001 },
    { end: 56_000 },
    { end: 55_999 },
  ]);
});
