import { expect, it } from 'vitest';
import { describeDifference } from '../../../src/contract/reading/difference.ts';
import { isSameButForTies, isSameOrder } from '../../../src/contract/reading/ties.ts';
import { toItems } from '../../support/item-lists.ts';

const list = (...events: [messageId: number, timestamp: number][]) =>
  toItems(events.map(([messageId, timestamp]) => ({ sessionId: 1, messageId, timestamp, type: 'CLICK' })));
const before = list([1, 10], [2, 20], [3, 20], [4, 30]);

it('events that share an instant may swap places', () => {
  const swapped = list([1, 10], [3, 20], [2, 20], [4, 30]);
  expect([isSameButForTies(before, swapped), isSameOrder(before, swapped)]).toEqual([true, false]);
  expect(describeDifference(before, swapped)).toBeUndefined();
});

it('events at different instants may not swap places, and no event may be duplicated or lost', () => {
  expect(isSameButForTies(before, list([2, 20], [1, 10], [3, 20], [4, 30]))).toBe(false);
  expect(isSameButForTies(before, list([1, 10], [2, 20], [2, 20], [4, 30]))).toBe(false);
  expect(isSameButForTies(before, list([1, 10], [2, 20], [4, 30]))).toBe(false);
  expect(describeDifference(before, list([4, 30], [1, 10], [2, 20], [3, 20]))).toMatch('the same in another order');
});

it('any number of events may share an instant', () => {
  const many = toItems(Array.from({ length: 200_000 }, (_, messageId) => ({ messageId, timestamp: 7 })));
  expect(isSameButForTies(many, many.toReversed())).toBe(true);
});
