import { describe, expect, it } from 'vitest';
import type { WireEvent } from '../../../src/contract/apis/documented/events.ts';
import type { Item } from '../../../src/contract/reading/item.ts';
import { hasMovedOn, restsUntil } from '../../../src/contract/reading/movement.ts';
import { toItems } from '../../support/item-lists.ts';

const session = (sessionId: number, count = 3): WireEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    sessionId,
    messageId: index + 1,
    timestamp: sessionId * 1_000 + index,
    type: 'CLICK',
    label: `${index}`,
  }));
const before = [...session(1), ...session(2), ...session(3)];
const changed = before.map((event, index) => (index === 4 ? { ...event, label: 'changed' } : event));

describe('hasMovedOn', () => {
  it.each<[string, WireEvent[]]>([
    ['an event was added to the last session', [...session(1), ...session(2), ...session(3, 4)]],
    ['a session was added', [...before, ...session(4)]],
    ['an event was added to an earlier session that is still open', [...session(1), ...session(2, 5), ...session(3)]],
    ['a session arrived late', [...session(0), ...before]],
    ['the oldest session expired', [...session(2), ...session(3)]],
    ['the oldest session expired while another was added', [...session(2), ...session(3), ...session(4)]],
  ])('is true when %s', (_, now) => {
    expect(hasMovedOn(toItems(before), toItems(now))).toBe(true);
  });

  it.each<[string, WireEvent[]]>([
    ['nothing changed', before],
    ['the order changed', [...session(3), ...session(2), ...session(1)]],
    ['a value changed', changed],
    ['a value changed while a session was added', [...changed, ...session(4)]],
    ['an event disappeared from the middle', before.filter((_, index) => index !== 4)],
    ['the last event disappeared', before.slice(0, -1)],
    ['the last session disappeared', [...session(1), ...session(2)]],
    ['a session in between disappeared', [...session(1), ...session(3)]],
    ['half of the oldest session disappeared', before.slice(1)],
    ['events are duplicated', [...before, ...session(3)]],
    ['nothing is left', []],
    ['all sessions are different', session(9)],
  ])('is false when %s', (_, now) => {
    expect(hasMovedOn(toItems(before), toItems(now))).toBe(false);
  });
});

describe('a list that begins with the newest item', () => {
  const sessions = (...times: number[]): Item<number>[] =>
    times.map((time) => ({ key: `${time}`, time, end: time, group: time, type: 'SESSION', name: '', value: time }));
  const longer = (item: Item<number>): Item<number> => ({ ...item, end: 9, value: item.value + 0.5 });
  const movement = { isNewestFirst: true, goesOn: (_: Item, now: Item) => now.end === 9 };
  const list = sessions(5, 4, 3);
  const [newest, ...others] = list as [Item<number>, ...Item<number>[]];

  it.each<[string, Item[]]>([
    ['a session came', sessions(6, 5, 4, 3)],
    ['a session came to a full list', sessions(6, 5, 4)],
    ['the oldest left', sessions(5, 4)],
    ['the newest went on', [longer(newest), ...others]],
  ])('moved on when %s', (_, now) => {
    expect(hasMovedOn(list, now, movement)).toBe(true);
  });

  it.each<[string, Item[]]>([
    ['nothing changed', list],
    ['the newest left', sessions(4, 3)],
    ['one in between left', sessions(5, 3)],
    ['a value changed', [{ ...newest, value: 7 }, ...others]],
  ])('did not move on when %s', (_, now) => {
    expect(hasMovedOn(list, now, movement)).toBe(false);
  });

  it('is stable up to its last item, and no further than where a session went on', () => {
    expect(restsUntil(list, sessions(6, 5, 4), 6, movement)).toBe(5);
    expect(restsUntil(list, sessions(6, 5), 6, movement)).toBeUndefined();
    expect(restsUntil(list, [longer(newest), ...others], 6, movement)).toBe(4);
    expect(restsUntil(list, sessions(6, 5, 4), 7, movement)).toBeUndefined();
  });
});

describe('a list is stable up to its last instant', () => {
  const [last, since] = [3_002, 4_000];

  it.each<[string, WireEvent[]]>([
    ['a session was recorded in the meantime', [...before, ...session(4)]],
    ['several were', [...before, ...session(4), ...session(5)]],
  ])('if %s', (_, now) => {
    expect(restsUntil(toItems(before), toItems(now), since)).toBe(last);
  });

  it.each<[string, WireEvent[]]>([
    ['nothing was added', before],
    ['the added event was recorded long before', [...session(1), ...session(2), ...session(3, 4)]],
    ['some of the added events arrived late', [...session(0), ...before, ...session(4)]],
    ['the oldest session expired too', [...session(2), ...session(3), ...session(4)]],
  ])('but not if %s', (_, now) => {
    expect(restsUntil(toItems(before), toItems(now), since)).toBeUndefined();
  });

  it('but not if an added event shares that instant', () => {
    const [added] = session(4, 1);
    const now = (timestamp: number) => toItems([...before, { ...added, timestamp } as WireEvent]);
    expect(restsUntil(toItems(before), now(last), 0)).toBeUndefined();
    expect(restsUntil(toItems(before), now(last + 1), 0)).toBe(last);
    expect(restsUntil(toItems(before), now(last + 1), last + 1)).toBe(last);
  });
});
