import { describe, expect, it } from 'vitest';
import { orderOfSessions, withSessionsAs } from '../../../src/contract/reading/session-order.ts';
import { createFetch, createMock } from '../../../src/index.ts';
import { onEvents } from '../../../src/self-test/faults/fault.ts';
import { fetchOf, notMet, runContract, targetOf } from '../../support/contract-run.ts';

const item = (group: string, time: number) => ({
  key: `${group}-${time}`,
  group,
  time,
  type: 'CLICK',
  name: `${group} at ${time}`,
  value: {},
});

describe('the sessions of a window', () => {
  const whole = [item('a', 30), item('a', 50), item('b', 20), item('b', 60), item('c', 10)];

  it('may be sorted by what the window keeps of them, in the order of the whole list', () => {
    expect(orderOfSessions(whole)).toBe('newest first');
    // from 40 on, the session that started first has the later event
    const [expected, received] = [
      [item('a', 50), item('b', 60)],
      [item('b', 60), item('a', 50)],
    ];
    expect(withSessionsAs(expected, received, orderOfSessions(whole))).toEqual(expected);
  });

  it.each([
    ['oldest first', [item('a', 10), item('b', 20)]],
    ['oldest first', [item('a', 10), item('b', 10)]],
    ['newest first', [item('a', 20), item('b', 10)]],
    // only by their ends
    ['oldest first', [item('a', 30), item('a', 50), item('b', 20), item('b', 60), item('c', 25), item('c', 70)]],
    ['newest first', [item('a', 20), item('a', 70), item('b', 30), item('b', 60), item('c', 25), item('c', 50)]],
    [undefined, [item('a', 10), item('b', 30), item('c', 20)]],
    // the sessions are not whole
    [undefined, [item('a', 10), item('b', 20), item('a', 30)]],
  ])('have this order: %s', (order, items) => {
    expect(orderOfSessions(items)).toBe(order);
  });

  it('are placed by their first events if the whole list mixes them', () => {
    const expected = [item('a', 10), item('b', 20), item('a', 30)];
    const received = [item('b', 20), item('a', 30), item('c', 40)];
    expect(withSessionsAs(expected, received, 'oldest first')).toEqual([item('a', 30), item('b', 20), item('c', 40)]);
    expect(withSessionsAs(expected, received, 'newest first')).toEqual(received);
    expect(withSessionsAs(expected, received, undefined)).toEqual(received);
  });

  it('may not be in reverse order', () => {
    const [expected, received] = [
      [item('a', 30), item('b', 20)],
      [item('b', 20), item('a', 30)],
    ];
    expect(withSessionsAs(expected, received, orderOfSessions(whole))).toEqual(received);
  });
});

/** Serves two sessions that overlap, and an earlier one; `order` sorts each list. */
async function verify(order: (sessions: Session[], isWindow: boolean) => Session[]) {
  const mock = createMock();
  const start = Date.UTC(2024, 4, 2);
  const visit = (from: number, ...at: number[]) =>
    mock.record({
      userId: 'two@example.org',
      start: start + from,
      events: at.map((ms) => ({ type: 'LOCATION' as const, path: '/', timestamp: start + from + ms })),
    });
  await visit(0, 0, 40_000);
  await visit(100_000, 0, 90_000, 180_000);
  await visit(120_000, 0, 30_000, 100_000);
  const right = createFetch(mock);
  const reordered = onEvents((events, request) => {
    const sessions = new Map<unknown, Session>();
    for (const event of events) sessions.set(event.sessionId, [...(sessions.get(event.sessionId) ?? []), event]);
    return order([...sessions.values()], new URL(request.url).search !== '').flat();
  });
  const fetch = fetchOf(reordered((request) => right(request)));
  return runContract(targetOf({ userIds: ['two@example.org'], fetch }), { only: ['WINDOW', 'ORDER'] });
}

type Session = { readonly sessionId?: unknown; readonly timestamp?: unknown }[];

const startOf = ([first]: Session) => Number(first?.timestamp);

describe('a server whose sessions overlap', () => {
  it.each([
    ['newest', (sessions: Session[]) => sessions.toSorted((a, b) => startOf(b) - startOf(a))],
    ['oldest', (sessions: Session[]) => sessions.toSorted((a, b) => startOf(a) - startOf(b))],
  ])('and are sorted %s first, by what a window keeps of them, meets the contract', async (_, order) => {
    expect(notMet(await verify(order), 'MUST')).toEqual([]);
  });

  it('may not reverse them in a window', async () => {
    const run = await verify((sessions, isWindow) =>
      sessions.toSorted((a, b) => (isWindow ? startOf(a) - startOf(b) : startOf(b) - startOf(a))),
    );
    expect(notMet(run, 'MUST')).toContain('WINDOW-04');
  });
});
