import { describe, expect, test } from 'vitest';
import { createMock, DOCUMENTED_USER_ID, type Mock, OptionError } from '../../../src/index.ts';

/** Reads all pages of a list. */
async function readAll(mock: Mock, query: { search?: string; limit?: number }): Promise<string[]> {
  const found: string[] = [];
  let from: number | null = 0;
  while (from !== null) {
    const page: Awaited<ReturnType<Mock['findUsers']>> = await mock.findUsers({ ...query, from });
    expect(page.users.length).toBeLessThanOrEqual(query.limit ?? 50);
    found.push(...page.users.map(({ userId }) => userId));
    from = page.next;
  }
  return found;
}

describe('a list of users', () => {
  test('has each user once, page by page: those recorded, the documented one, those generated', async () => {
    const mock = createMock({ users: 40 });
    const generated = await mock.users(41);
    for (const userId of ['ada', 'eve', generated[3] ?? '']) {
      await mock.record({ userId, events: [{ type: 'LOCATION', path: '/' }] });
    }
    for (const limit of [1, 2, 3, 7, 50]) {
      expect(await readAll(mock, { limit })).toEqual(['ada', 'eve', ...generated]);
    }
    expect((await mock.findUsers()).total).toBe(43);
  });

  test('can be searched for a part of the ID, in either case', async () => {
    const mock = createMock({ users: 200 });
    await mock.record({ userId: 'Ada@Example.ORG', events: [{ type: 'LOCATION', path: '/' }] });
    const all = await mock.users(201);
    const wanted = [...all.filter((userId) => userId.includes('example.org'))];
    expect(await readAll(mock, { search: 'EXAMPLE.org', limit: 10 })).toEqual(['Ada@Example.ORG', ...wanted]);
    expect(await readAll(mock, { search: DOCUMENTED_USER_ID })).toEqual([DOCUMENTED_USER_ID]);
    expect(await readAll(mock, { search: 'nobody at all' })).toEqual([]);
  });

  test('says what kind of visitor a user is, and what was recorded', async () => {
    const mock = createMock({ users: 3 });
    const [, generated = ''] = await mock.users(2);
    await mock.record({ userId: generated, events: [{ type: 'LOCATION', path: '/' }] });
    const { users } = await mock.findUsers({ search: generated });
    expect(users).toEqual([
      { userId: generated, kind: expect.any(String), summary: expect.any(String), recordedEvents: 1 },
    ]);
    expect((await mock.findUsers({ search: DOCUMENTED_USER_ID })).users[0]).toMatchObject({ recordedEvents: 0 });
  });

  test('holds only recorded users when asked to', async () => {
    const mock = createMock({ users: 1_000_000 });
    const [, generated = ''] = await mock.users(2);
    for (const userId of ['ada@example.org', generated, 'ben@example.org']) {
      await mock.record({ userId, events: [{ type: 'CLICK', label: 'Buy' }] });
    }
    const first = await mock.findUsers({ recorded: true, limit: 2 });
    expect(first.users.map(({ userId }) => userId)).toEqual(['ada@example.org', generated]);
    expect(first.users.map(({ kind }) => kind === null)).toEqual([true, false]);
    expect([first.total, first.next, first.suggested]).toEqual([3, 2, 'ada@example.org']);
    const rest = await mock.findUsers({ recorded: true, limit: 2, from: 2 });
    expect([rest.users.length, rest.next]).toEqual([1, null]);
    expect((await mock.findUsers({ recorded: true, search: 'BEN' })).users).toHaveLength(1);
  });

  test('of an unknown project is empty', async () => {
    expect(await createMock().findUsers({ projectKey: 'nowhere' })).toEqual({
      total: 0,
      users: [],
      next: null,
      suggested: null,
    });
  });

  test('of a million users is searched in small steps', async () => {
    const mock = createMock({ users: 1_000_000 });
    const { users, total, next } = await mock.findUsers({ limit: 5 });
    expect([users.length, total]).toEqual([5, 1_000_001]);
    expect(next).toBeGreaterThan(0);
    const page = await mock.findUsers({ search: 'nobody at all' });
    expect(page.users).toEqual([]);
    expect(page.next).toBeLessThan(1_000_000);
  });

  test.each([
    [{ limit: 0 }, 'limit must be 1 to 200, received 0'],
    [{ limit: 201 }, 'limit must be 1 to 200, received 201'],
    [{ from: -1 }, 'from must be a whole number of 0 or more, received -1'],
  ])('is refused for %j', async (query, message) => {
    await expect(createMock().findUsers(query)).rejects.toThrow(OptionError);
    await expect(createMock().findUsers(query)).rejects.toThrow(message);
  });
});
