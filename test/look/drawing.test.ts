import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf } from '../../src/look/area.ts';
import { countByRoundTime, countByTime } from '../../src/look/histogram.ts';
import { placeLabels, shorten } from '../../src/look/place-labels.ts';
import { layOutSession } from '../../src/look/session-layout.ts';
import { createTimeScale, stepFor, ticksOf } from '../../src/look/time-scale.ts';

const time = fc.integer({ min: 0, max: 4e12 });
const event = fc.record({
  type: fc.constantFrom('LOCATION', 'CLICK', 'INPUT'),
  timestamp: time,
  path: fc.webPath(),
  label: fc.string(),
});
const session = fc
  .array(event, { minLength: 1 })
  .map((events) => events.sort((one, other) => one.timestamp - other.timestamp));

describe('a histogram', () => {
  it('counts each time once, inside its scale', () => {
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (times, bins) => {
        const { counts, most, scale } = countByTime(times, bins);
        expect(counts).toHaveLength(bins);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(times.length);
        expect(most).toBe(Math.max(...counts));
        expect(scale.start).toBeLessThan(Math.min(...times));
        expect(scale.end).toBeGreaterThan(Math.max(...times));
      }),
    );
  });
});

describe('a histogram of round bins', () => {
  it('counts each time once, in no more bins than there may be, which begin at round times', () => {
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), fc.integer({ min: 12, max: 200 }), (times, most) => {
        const histogram = countByRoundTime(times, most);
        const { counts, binMs, scale } = histogram;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(times.length);
        expect(counts.length).toBeLessThanOrEqual(most);
        expect([counts[0], counts.at(-1), histogram.most]).toEqual([0, 0, Math.max(...counts)]);
        expect([Math.abs(scale.start % binMs), scale.end - scale.start]).toEqual([0, binMs * counts.length]);
        expect(scale.start).toBeLessThan(Math.min(...times));
        expect(scale.end).toBeGreaterThan(Math.max(...times));
      }),
    );
  });

  it('has bins of familiar sizes', () => {
    const day = 86_400_000;
    expect(countByRoundTime([0, 180 * day], 120).binMs).toBe(2 * day);
    expect(countByRoundTime([0, day], 100).binMs).toBe(900_000);
  });
});

describe('a session', () => {
  it('has its pages one after the other, to the end of the line, and its points in order of time', () => {
    fc.assert(
      fc.property(session, (events) => {
        const { segments, points } = layOutSession(events);
        expect(segments.length + points.length).toBe(events.length);
        for (const [index, { from, to }] of segments.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBe(segments[index + 1]?.from ?? 1);
        }
        const places = points.map(({ at }) => at);
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }),
    );
  });

  it('has the same colour for the same page, whatever its query', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        expect(areaOf(`${path}?${query}`, 6)).toBe(areaOf(path, 6));
        expect(areaOf(path, 6)).toBeLessThan(6);
      }),
    );
  });
});

describe('labels', () => {
  const width = 600;
  const labels = fc
    .array(fc.record({ x: fc.integer({ min: 0, max: width }), text: fc.string({ minLength: 1 }) }))
    .map((all) => all.sort((one, other) => one.x - other.x));

  it('do not overlap, and stay in the drawing', () => {
    fc.assert(
      fc.property(labels, fc.integer({ min: 1, max: 5 }), (all, lanes) => {
        const placed = placeLabels(all, { width, lanes, characterWidth: 7, longest: 24 });
        for (let lane = 0; lane < lanes; lane++) {
          const inLane = placed.filter((label) => label.lane === lane);
          for (const [index, { x, width: own }] of inLane.entries()) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x + own).toBeLessThanOrEqual(width);
            expect(inLane[index + 1]?.x ?? Number.POSITIVE_INFINITY).toBeGreaterThan(x + own);
          }
        }
      }),
    );
  });

  it('are cut short between characters', () => {
    expect(shorten('👩🏽‍🚀🚀🚀🚀', 3)).toMatch(/…$/u);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, longest) => {
        const short = shorten(text, longest);
        expect([...short].length).toBeLessThanOrEqual(Math.max(longest, 1));
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('an axis', () => {
  it('has as many steps as there is room for, at round times', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 4e12 }), fc.integer({ min: 1, max: 20 }), (start, span, most) => {
        const scale = createTimeScale(start, start + span);
        const step = stepFor(span, most);
        const ticks = ticksOf(scale, step);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks) {
          expect(tick % step).toBe(0);
          expect(tick).toBeGreaterThanOrEqual(start);
          expect(tick).toBeLessThanOrEqual(start + span);
        }
      }),
    );
  });

  it('gives the time at the place of a time', () => {
    fc.assert(
      fc.property(
        time,
        fc.integer({ min: 1, max: 1e12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (start, span, at) => {
          const scale = createTimeScale(start, start + span);
          const found = scale.timeAt(at);
          expect(scale.timeAt(scale.at(found))).toBe(found);
        },
      ),
    );
  });
});
