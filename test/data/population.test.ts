import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { loadWords } from '../../src/data/locale-words.ts';
import { LOCALES } from '../../src/data/model/locales.ts';
import { loadPopulation, type Population } from '../../src/data/population.ts';
import { openRandom } from '../../src/shared/random.ts';
import { bySession } from './session-laws.ts';
import { MILLION, NOW, nows, PROJECT, seeds } from './subjects.ts';

const FAKERS = {
  en: () => import('@faker-js/faker/locale/en'),
  de: () => import('@faker-js/faker/locale/de'),
  fr: () => import('@faker-js/faker/locale/fr'),
  es: () => import('@faker-js/faker/locale/es'),
  pt_BR: () => import('@faker-js/faker/locale/pt_BR'),
  ja: () => import('@faker-js/faker/locale/ja'),
};

const population = await loadPopulation(MILLION);

const eventsAt = (users: Population, index: number, projectKey = PROJECT) =>
  users.events(projectKey, users.userIdAt(projectKey, index));

describe('the same options', () => {
  test('give the same events in any order of requests', async () => {
    const requests = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(500)), { minLength: 1, maxLength: 12 });
    const law = fc.asyncProperty(seeds, nows, requests, async (seed, now, asked) => {
      const [one, other] = [
        await loadPopulation({ ...MILLION, seed, now }),
        await loadPopulation({ ...MILLION, seed, now }),
      ];
      const answers = asked.map(([projectKey, index]) => eventsAt(one, index, projectKey));
      const reversed = asked.toReversed().map(([projectKey, index]) => eventsAt(other, index, projectKey));
      expect(reversed.toReversed()).toEqual(answers);
    });
    await fc.assert(law, { numRuns: 15 });
  });

  test('give new arrays each time, so a caller may change what it got', () => {
    eventsAt(population, 3).length = 0;
    expect(eventsAt(population, 3).length).toBeGreaterThan(0);
  });

  test('give the same whether the seed is a number or its text', async () => {
    expect(eventsAt(await loadPopulation({ ...MILLION, seed: '1' }), 9)).toEqual(eventsAt(population, 9));
  });
});

describe('other options', () => {
  test('give other events: seed and project', async () => {
    const other = await loadPopulation({ ...MILLION, seed: 2 });
    expect(eventsAt(other, 0)).not.toEqual(eventsAt(population, 0));
    expect(eventsAt(population, 0, 'other')).not.toEqual(eventsAt(population, 0));
  });

  test('add INPUT events and leave the others as they are', async () => {
    const withInput = await loadPopulation({ ...MILLION, inputEvents: true });
    let inputs = 0;
    for (let i = 0; i < 200; i++) {
      const all = eventsAt(withInput, i);
      const rest = all.filter(({ type }) => type !== 'INPUT');
      inputs += all.length - rest.length;
      expect(rest).toEqual(eventsAt(population, i));
    }
    expect(inputs).toBeGreaterThan(200);
  });
});

describe('a million users', () => {
  test('take as many steps to answer for as 25 do', async () => {
    const few = await loadPopulation({ ...MILLION, users: 25, seed: 'fresh' });
    const many = await loadPopulation({ ...MILLION, seed: 'fresh' });
    const userId = few.userIdAt(PROJECT, 7);
    const answer = (users: Population) => () => [users.events(PROJECT, userId), users.kindOf(PROJECT, userId)];
    answer(few)();
    answer(many)();
    expect(countSteps(answer(many))).toBe(countSteps(answer(few)));
  });

  test('take no more steps for the last user than for the first, except for a longer number', async () => {
    const asked = (index: number) => () => population.indexOf(PROJECT, population.userIdAt(PROJECT, index));
    expect(countSteps(asked(999_999))).toBeLessThan(countSteps(asked(0)) * 1.5);
  });

  test('have unique session IDs', () => {
    const ids = Array.from({ length: 800 }, (_, i) => bySession(eventsAt(population, i)).map((s) => s[0]?.sessionId));
    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
  });
});

/** Counts steps of hashing, of which each random stream that is opened takes some. */
function countSteps(work: () => unknown): number {
  const imul = vi.spyOn(Math, 'imul');
  try {
    work();
    return imul.mock.calls.length;
  } finally {
    imul.mockRestore();
  }
}

describe('now', () => {
  test('is later than all events, which lie within about 180 days', () => {
    const times = Array.from({ length: 500 }, (_, i) =>
      eventsAt(population, i).map(({ timestamp }) => timestamp),
    ).flat();
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
    expect(Math.min(...times)).toBeGreaterThan(NOW - 182 * 86_400_000);
  });

  test('cuts a visit that is under way', async () => {
    const events = Array.from({ length: 60 }, (_, i) => eventsAt(population, i)).find((all) => all.length > 30);
    const instants = events?.slice(-12).map(({ timestamp }) => timestamp) ?? [];
    expect(instants).toHaveLength(12);
    for (const now of instants) {
      const then = await loadPopulation({ ...MILLION, now });
      const times = Array.from({ length: 20 }, (_, i) => eventsAt(then, i).map(({ timestamp }) => timestamp)).flat();
      expect(times).not.toEqual([]);
      expect(times.filter((time) => time > now)).toEqual([]);
    }
  });

  test.each([0, Date.UTC(2019, 1, 12), Date.UTC(2019, 5)])(
    'before IDs have 16 digits, at %d, gives no events',
    async (now) => {
      const early = await loadPopulation({ ...MILLION, now });
      expect(early.has(PROJECT, early.userIdAt(PROJECT, 0))).toBe(true);
      expect(eventsAt(early, 0)).toEqual([]);
    },
  );

  test('far ahead gives events whose IDs are still exact and unique', async () => {
    const late = await loadPopulation({ ...MILLION, now: Date.UTC(2100, 0) });
    const ids = Array.from({ length: 100 }, (_, i) =>
      bySession(eventsAt(late, i)).map((s) => s[0]?.sessionId ?? 0),
    ).flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });
});

test.each(LOCALES)("the user's own faker of %s continues as if nothing had happened", async (locale) => {
  const { makeFaker } = await loadWords(locale);
  const { faker } = await FAKERS[locale]();
  const draw = () => [faker.person.fullName(), faker.commerce.productName(), faker.number.float()];
  faker.seed(7);
  const undisturbed = [...draw(), ...draw()];
  faker.seed(7);
  const before = draw();
  eventsAt(await loadPopulation({ ...MILLION, seed: 'mine', locale }), 5, 'mine');
  makeFaker(openRandom(1)).person.fullName();
  expect([...before, ...draw()]).toEqual(undisturbed);
});

test.each([-1, 1_000_000, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('index %d is refused', (index) => {
  expect(() => population.userIdAt(PROJECT, index)).toThrow(RangeError);
});

test('impossible options are refused', async () => {
  await expect(loadPopulation({ ...MILLION, users: -1 })).rejects.toThrow(RangeError);
  await expect(loadPopulation({ ...MILLION, now: 1.5 })).rejects.toThrow('now is 1.5');
});

test('no users is a population too', async () => {
  const empty = await loadPopulation({ ...MILLION, users: 0 });
  expect(empty.has(PROJECT, population.userIdAt(PROJECT, 0))).toBe(false);
  expect(() => empty.userIdAt(PROJECT, 0)).toThrow('There are no users');
});
