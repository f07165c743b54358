import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calendarWindows,
  instantsOf,
  windowsInGaps,
  windowsOfWidths,
} from '../../../src/contract/variants/usual-windows.ts';
import { openRandom, type Random } from '../../../src/shared/random.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const START = Date.UTC(2025, 5, 11, 19, 48, 25, 732);
const times = fc.array(fc.integer({ min: START, max: START + 200 * DAY }), { minLength: 1, maxLength: 40 });
const random = (seed = 1) => openRandom(seed, 'test');
const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { seed: 1 });

describe('instantsOf', () => {
  it('gives each instant once, in ascending order, and none outside calendars', () => {
    expect(instantsOf([START + 5, START, START + 5, 0, -3, 0.5, Number.NaN, 9e18])).toEqual([START, START + 5]);
  });
});

describe.each([
  ['windowsOfWidths', windowsOfWidths],
  ['calendarWindows', (instants: readonly number[], random: Random) => calendarWindows(instants, random, true)],
  ['windowsInGaps', windowsInGaps],
])('%s', (_, windowsOf) => {
  it('gives whole numbers of milliseconds, with the end never before the start', () => {
    check(
      fc.property(times, fc.nat(), (some, seed) => {
        for (const { start, end } of windowsOf(instantsOf(some), random(seed))) {
          expect([start, end].every(Number.isSafeInteger)).toBe(true);
          expect(end).toBeGreaterThanOrEqual(start);
        }
      }),
    );
  });

  it('gives the same windows for the same seed, and none without instants', () => {
    check(
      fc.property(times, (some) => {
        const instants = instantsOf(some);
        expect(windowsOf(instants, random())).toEqual(windowsOf(instants, random()));
      }),
    );
    expect(windowsOf([], random())).toEqual([]);
  });
});

describe('windowsOfWidths', () => {
  it('has an event at one end of each window', () => {
    check(
      fc.property(times, (some) => {
        const instants = instantsOf(some);
        for (const { start, end } of windowsOfWidths(instants, random())) {
          expect(instants.includes(start) || instants.includes(end)).toBe(true);
        }
      }),
    );
  });

  it('anchors each width where something happens right after the window', () => {
    const instants = instantsOf([...Array.from({ length: 20 }, (_, day) => START + day * 3 * DAY), START + HOUR + 1]);
    const best = windowsOfWidths(instants, random()).filter(({ start, end }) => end - start === HOUR);
    expect(best).toHaveLength(2);
    expect(windowsOfWidths([START, START + 5], random()).filter(({ end }) => end > START + 5)).toEqual([]);
    const nearest = Array.from({ length: 30 }, (_, seed) => windowsOfWidths(instants, random(seed))).flat();
    expect(nearest).toContainEqual({ start: START, end: START + HOUR });
  });
});

describe('calendarWindows', () => {
  it('ends each window a millisecond before the next period starts', () => {
    check(
      fc.property(times, (some) => {
        for (const { end } of calendarWindows(instantsOf(some), random(), true)) expect(end % 1000).toBe(999);
      }),
    );
  });

  it('includes the local day that starts with an event, and the one before it', () => {
    const midnight = Date.UTC(2025, 5, 11, 22);
    const windows = calendarWindows(instantsOf([START, midnight, midnight + 90_061_001]), random(), true);
    expect(windows).toContainEqual({ start: midnight, end: midnight + DAY - 1 });
    expect(windows).toContainEqual({ start: midnight - DAY, end: midnight - 1 });
  });

  it('includes whole months that end and start close to an event', () => {
    const first = Date.UTC(2025, 6, 1);
    const windows = calendarWindows(instantsOf([START, first - 1, first + 3]), random(), true);
    expect(windows).toContainEqual({ start: Date.UTC(2025, 5, 1), end: first - 1 });
    expect(windows).toContainEqual({ start: first, end: Date.UTC(2025, 7, 1) - 1 });
  });
});

describe('windowsInGaps', () => {
  it('keeps each of the closest neighbours without the other, and includes the longest gap', () => {
    const instants = instantsOf([START, START + 5, START + 50, START + 500]);
    const windows = windowsInGaps(instants, random());
    expect(windows).toContainEqual({ start: START, end: START + 4 });
    expect(windows).toContainEqual({ start: START + 1, end: START + 5 });
    expect(windows).toContainEqual({ start: START + 51, end: START + 499 });
  });

  it('gives none if there is no gap', () => {
    expect(windowsInGaps(instantsOf([START, START + 1]), random())).toEqual([]);
  });
});
