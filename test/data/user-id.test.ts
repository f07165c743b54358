import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/data/model/locales.ts';
import { loadPopulation } from '../../src/data/population.ts';
import { anyCharacter } from '../support/any-character.ts';
import { MILLION, PROJECT, seeds } from './subjects.ts';

const population = await loadPopulation(MILLION);
const indices = fc.nat(MILLION.users - 1);

describe('user IDs', () => {
  test('of a million users are known, at any index and for any seed', async () => {
    const law = fc.asyncProperty(seeds, fc.string(), fc.array(indices), async (seed, projectKey, chosen) => {
      const users = await loadPopulation({ ...MILLION, seed });
      for (const index of chosen) expect(users.has(projectKey, users.userIdAt(projectKey, index))).toBe(true);
    });
    await fc.assert(law, { numRuns: 50 });
  });

  test('are different for each index', () => {
    const ids = new Set(Array.from({ length: 50_000 }, (_, index) => population.userIdAt(PROJECT, index)));
    expect(ids.size).toBe(50_000);
  });

  test.each(LOCALES)('in %s are short ASCII, and mostly e-mail addresses of example domains', async (locale) => {
    const users = await loadPopulation({ ...MILLION, locale });
    const ids = Array.from({ length: 5000 }, (_, index) => users.userIdAt(PROJECT, index));
    const mails = ids.filter((id) => /^[a-z._]+\d+(\+[a-z]+)?@example\.(org|com|net)$/.test(id));
    const plain = ids.filter((id) => /^[a-z]+-\d+$/.test(id));
    expect(mails.length + plain.length).toBe(5000);
    expect(plain.length).toBeGreaterThan(100);
    expect(plain.length).toBeLessThan(600);
    expect(mails.filter((id) => id.includes('+')).length).toBeGreaterThan(100);
    expect(Math.max(...ids.map((id) => id.length))).toBeLessThan(64);
  });

  test('do not depend on how many users there are', async () => {
    const few = await loadPopulation({ ...MILLION, users: 5 });
    for (let i = 0; i < 5; i++) expect(few.userIdAt(PROJECT, i)).toBe(population.userIdAt(PROJECT, i));
    expect(few.has(PROJECT, population.userIdAt(PROJECT, 5))).toBe(false);
  });

  test('differ between projects and between seeds', async () => {
    const other = await loadPopulation({ ...MILLION, seed: 2 });
    expect(population.userIdAt('other', 7)).not.toBe(population.userIdAt(PROJECT, 7));
    expect(other.userIdAt(PROJECT, 7)).not.toBe(population.userIdAt(PROJECT, 7));
  });
});

describe('strangers', () => {
  const nearMisses = (id: string): string[] => [
    id.toUpperCase(),
    `${id[0]?.toUpperCase()}${id.slice(1)}`,
    `${id} `,
    ` ${id}`,
    `${id}\n`,
    `${id}\0`,
    id.slice(1),
    id.slice(0, -1),
    id.replace('.', '_'),
    id.replace(/\d+/, (digits) => `0${digits}`),
    id.replace(/\d+/, (digits) => `${digits}.0`),
    id.replace(/\d+/, (digits) => String(Number(digits) + 1)),
    id.replace(/\d+/, ''),
    id.replace(/\d+/, (digits) => digits.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)))),
    id.replace('@', '+shopping@'),
    encodeURIComponent(id),
  ];

  test('with an ID close to a known one are unknown and have no events', async () => {
    const users = await loadPopulation({ ...MILLION, users: 3000 });
    const known = new Set(Array.from({ length: users.size }, (_, index) => users.userIdAt(PROJECT, index)));
    let strangers = 0;
    for (const miss of [...known].flatMap(nearMisses)) {
      // visitor-17 and visitor-18 may both be listed.
      if (users.has(PROJECT, miss) !== known.has(miss)) expect.fail(`has(${JSON.stringify(miss)}) is wrong`);
      if (known.has(miss)) continue;
      strangers++;
      expect(users.events(PROJECT, miss)).toEqual([]);
    }
    expect(strangers).toBeGreaterThan(30_000);
  });

  test.each(['x', '', '42', '-1', 'visitor-', 'visitor-99999999999999999999', '@example.org', '\ud800', '💥10'])(
    'called %j are unknown',
    (id) => {
      expect(population.has(PROJECT, id)).toBe(false);
      expect(population.events(PROJECT, id)).toEqual([]);
    },
  );

  test('of random names are unknown', () => {
    const law = fc.property(fc.string({ unit: anyCharacter }), (id) => {
      expect(population.has(PROJECT, id)).toBe(false);
    });
    fc.assert(law);
  });
});
