import { describe, expect, it } from 'vitest';
import { toEvidence } from '../../../src/contract/reading/evidence.ts';
import { toItems } from '../../support/item-lists.ts';

const all = toItems(
  Array.from({ length: 2_000 }, (_, index) => ({
    sessionId: Math.floor(index / 100),
    messageId: index,
    timestamp: 1_000 + index,
    type: index % 2 ? 'CLICK' : 'LOCATION',
    ...(index % 2 ? {} : { path: `/${index}` }),
  })),
);
const without = (index: number) => all.filter((_, at) => at !== index);

describe('the evidence of a window', () => {
  it.each([
    [0, 0],
    [249, 0],
    [250, 0],
    [251, 1],
    [1_000, 750],
    [1_750, 1_500],
    [1_751, 1_500],
    [1_999, 1_500],
  ])('contains 500 events around the first wrong one: if number %i is wrong, from number %i on', (wrong, from) => {
    const { events } = toEvidence({}, all, all, without(wrong));
    expect(events.map(({ timestamp }) => timestamp)).toEqual(all.slice(from, from + 500).map(({ time }) => time));
    expect(events.filter(({ isReceived }) => !isReceived).map(({ timestamp }) => timestamp)).toEqual([1_000 + wrong]);
    expect(events.every(({ isExpected }) => isExpected)).toBe(true);
  });

  it('marks events that were received but not expected', () => {
    const few = all.slice(0, 3);
    const { events } = toEvidence({ start: 1_001 }, few, few.slice(1), few);
    expect(events.map(({ isExpected, isReceived }) => [isExpected, isReceived])).toEqual([
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it('has numeric bounds, counts its sessions, and names the pages', () => {
    const { start, end, events } = toEvidence({ start: '5', end: 9 }, all, all, without(1_000));
    expect([start, end]).toEqual([5, 9]);
    expect([events[0]?.session, events.at(-1)?.session]).toEqual([0, 5]);
    expect([events[0]?.path, events[1]?.path]).toEqual(['/750', undefined]);
  });

  it('has no bounds if the window has none', () => {
    expect(Object.keys(toEvidence({ end: 1 }, all, all, all))).toEqual(['end', 'events']);
  });
});
