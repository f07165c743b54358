import { describe, expect, test } from 'vitest';
import { DOCUMENTED_USER_ID } from '../../src/api/documented/events.ts';
import { loadPopulation } from '../../src/data/population.ts';
import { SEARCHED_AT_ONCE } from '../../src/data/user-search.ts';
import { World } from '../../src/data/world.ts';
import { MILLION, PROJECT } from './subjects.ts';

const population = await loadPopulation(MILLION);
const few = await loadPopulation({ ...MILLION, users: 500 });
const ids = Array.from({ length: 500 }, (_, index) => few.userIdAt(PROJECT, index));

function searchOut(text: string, limit: number): string[] {
  const found: string[] = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page = few.search(PROJECT, text, { from, limit });
    expect(page.userIds.length).toBeLessThanOrEqual(limit);
    found.push(...page.userIds);
    from = page.next;
  }
  return found;
}

describe('a search', () => {
  test.each(['', 'an', 'ANNA', '@example.org', 'visitor-', '10', '17', 'nobody', ids[3] ?? '', ids[3]?.slice(2) ?? ''])(
    'for %j finds each user whose ID contains it once, in pages of any size',
    (text) => {
      const expected = ids.filter((id) => id.includes(text.toLowerCase())).sort();
      for (const limit of [1, 7, 500]) expect(searchOut(text, limit).sort()).toEqual(expected);
    },
  );

  test('finds the user with this whole ID or number first, however far down the list', () => {
    const userId = population.userIdAt(PROJECT, 987_654);
    const number = /\d+/.exec(userId)?.[0] ?? '';
    for (const text of [userId, userId.toUpperCase(), number]) {
      expect(population.search(PROJECT, text, { limit: 5 }).userIds[0]).toBe(userId);
    }
  });

  test('looks at a bounded number of IDs and returns where to go on', () => {
    const first = population.search(PROJECT, 'nobody at all', { limit: 5 });
    expect(first).toEqual({ userIds: [], next: SEARCHED_AT_ONCE });
    const last = population.search(PROJECT, 'nobody at all', { from: 999_000, limit: 5 });
    expect(last).toEqual({ userIds: [], next: undefined });
  });

  test('in a world has the documented user first', async () => {
    const world = new World({ ...MILLION, users: 500 });
    const first = await world.search(PROJECT, 'MICKAEL', { limit: 1 });
    expect(first).toEqual({ userIds: [DOCUMENTED_USER_ID], next: 1 });
    expect((await world.search(PROJECT, '', { limit: 3 })).userIds).toEqual([DOCUMENTED_USER_ID, ids[0], ids[1]]);
    const rest = await world.search(PROJECT, '', { from: 3, limit: 1000 });
    expect(rest).toEqual({ userIds: ids.slice(2), next: undefined });
    expect((await world.search('other', 'mickael@openreplay.com', { limit: 3 })).userIds).toEqual([]);
  });
});
