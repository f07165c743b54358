import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEvents, type WireEvent } from '../../../../src/contract/apis/documented/events.ts';
import { describeDifference } from '../../../../src/contract/reading/difference.ts';
import { eventLists } from '../../../support/event-lists.ts';
import { toItems } from '../../../support/item-lists.ts';

const event = (messageId: number, more: Partial<WireEvent> = {}): WireEvent => ({
  sessionId: 7,
  messageId,
  timestamp: 1_000 + messageId,
  type: 'CLICK',
  label: 'Buy',
  ...more,
});
const list = [event(1), event(2), event(3)];

const difference = (expected: readonly object[], received: readonly object[]) =>
  describeDifference(toItems(expected), toItems(received));

describe('describeDifference', () => {
  it('is undefined for equal lists, regardless of the order of keys', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const turned = events.map((one) => Object.fromEntries(Object.entries(one).reverse()) as WireEvent);
        expect(difference(events, structuredClone(events))).toBeUndefined();
        expect(difference(events, turned)).toBeUndefined();
      }),
      { seed: 1 },
    );
  });

  it('is defined for any other list', () => {
    fc.assert(
      fc.property(eventLists, eventLists, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(difference(one, other) === undefined).toBe(isSame);
      }),
      { seed: 1 },
    );
  });

  it.each<[string, WireEvent[], string]>([
    ['a missing event', [event(1), event(3)], '2 events, missing 1 (CLICK 2 at 1002)'],
    ['an extra event', [...list, event(4)], '4 events, extra 1 (CLICK 4 at 1004)'],
    ['both', [event(1), event(2), event(9)], '3 events, missing 1 (CLICK 3 at 1003), extra 1 (CLICK 9 at 1009)'],
    ['another order', [event(2), event(1), event(3)], '3 events, the same in another order'],
    ['events twice', [...list, event(1)], '4 events, some of them twice'],
    [
      'an event of another session',
      [event(1), event(2), event(3, { sessionId: 8 })],
      'missing 1 (CLICK 3 at 1003), extra 1 (CLICK 3 at 1003)',
    ],
    ['no events', [], '0 events, missing 3 (CLICK 1 at 1001; CLICK 2 at 1002; CLICK 3 at 1003)'],
  ])('names %s', (_, received, words) => {
    expect(difference(list, received)).toContain(words);
  });

  it('names the changed value of an otherwise equal event', () => {
    const words = difference(list, [event(1), event(2, { label: 'Sell' }), event(3)]);
    expect(words).toBe('3 events, with other values: label "Sell" instead of "Buy"');
    const more = difference(list, [event(1, { label: undefined, more: [1] }), event(2), event(3)]);
    expect(more).toBe('3 events, with other values: label nothing instead of "Buy"; more [1] instead of nothing');
  });

  it('lists at most three events', () => {
    expect(
      difference(
        [],
        Array.from({ length: 50 }, (_, index) => event(index)),
      ),
    ).toBe('50 events, extra 50 (CLICK 0 at 1000; CLICK 1 at 1001; CLICK 2 at 1002; …)');
  });
});

describe('toEvents', () => {
  it('keeps unknown fields', () => {
    expect(toEvents({ data: [{ ...event(1), extra: [1] }], more: 1 })).toEqual([{ ...event(1), extra: [1] }]);
  });

  it.each([
    [null],
    [undefined],
    ['text'],
    [[]],
    [{}],
    [{ data: null }],
    [{ data: {} }],
    [{ data: [null] }],
    [{ data: [{ ...event(1), sessionId: null }] }],
    [{ data: [event(1), {}] }],
  ])('is undefined for %j', (body) => {
    expect(toEvents(body)).toBeUndefined();
  });
});

it('the key tells apart events in one session, and equal message IDs in different sessions', () => {
  const events = [event(1), event(2), event(1, { sessionId: 8 }), event(1, { sessionId: '8' })];
  expect(new Set(toItems(events).map(({ key }) => key)).size).toBe(3);
});
