import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessionIdAt } from '../../src/api/session-id.ts';
import { createMock } from '../../src/index.ts';
import type { EventInput, RecordInput } from '../../src/kit/record.ts';
import type { Kept } from '../../src/learn/anonymise.ts';
import { anonymiseVisits, learnFrom } from '../../src/learn/learn.ts';
import type { SeenVisit } from '../../src/learn/visit.ts';

const START = Date.UTC(2025, 5, 1);

/** A visit in which each canary stands in every place where something personal may stand. */
function plant(canaries: readonly string[], user: number): SeenVisit {
  const [id = '', number = '', name = '', typed = ''] = canaries;
  const sessionId = sessionIdAt(START + user * 7_000_000, 17 + user);
  const page = (path: string, referrer: string) => ({
    type: 'LOCATION' as const,
    host: 'app.example.com',
    path,
    referrer,
  });
  const events: EventInput[] = [
    page('/accounts/', `https://${name}.mail.example/inbox/${id}?q=${typed}`),
    { type: 'CLICK', label: 'Accounts' },
    page(`/accounts/${number}/${name}/`, 'https://app.example.com/accounts/'),
    { type: 'CLICK', label: `${name} ${typed}` },
    { type: 'CLICK', label: `${id}@mail.example` },
    { type: 'CLICK', label: `Account ${number}` },
    { type: 'INPUT', label: 'Message', value: typed },
    page(`/search/?q=${typed}&id=${number}`, `https://app.example.com/accounts/${number}/${name}/`),
    page(`/u/${id}@mail.example`, `https://app.example.com/search/?q=${typed}&id=${number}`),
  ];
  return {
    userId: `${id}@mail.example`,
    sessionId,
    session: { userUuid: `15bd70f6-aedf-4544-8ae6-57eb6639${String(user).padStart(4, '0')}`, userCountry: 'DE' },
    events: events.map((event, i) => ({ ...event, sessionId, timestamp: START + user * 7_000_000 + 3_000 + i * 1000 })),
  };
}
const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: 8, maxLength: 12 });
const digits = fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String);
const people = fc.array(fc.tuple(letters, digits, letters, letters), { minLength: 1, maxLength: 5 });

test('nothing that was planted is left, in sessions or in what is learnt from them', async () => {
  const law = fc.asyncProperty(people, fc.string(), async (people, seed) => {
    const visits = people.map(plant);
    const anonymous = await anonymiseVisits(visits, { seed });
    const model = await learnFrom(anonymous);
    for (const text of [JSON.stringify(anonymous), JSON.stringify(model)]) {
      for (const canary of people.flat()) expect(text).not.toContain(canary);
      for (const { sessionId, session } of visits) {
        expect(text).not.toContain(String(sessionId));
        expect(text).not.toContain(session?.userUuid);
      }
    }
    // what says nothing about anyone stays
    expect(JSON.stringify(anonymous)).toContain('"/accounts/"');
    expect(JSON.stringify(anonymous)).toContain('"Accounts"');
  });
  await fc.assert(law, { numRuns: 12 });
});

test.each([
  'Maria',
  'Jürgen Müller',
  'Log out Camille Dupont',
  'ada@example.org',
  'Order 4711',
  `${'long '.repeat(9)}text`,
])('the label %s is replaced, and always by the same', async (label) => {
  const visits = ['a', 'b'].map((userId) => ({ userId, events: [{ type: 'CLICK' as const, label }] }));
  const [one, other] = await anonymiseVisits(visits, { seed: 's' });
  expect(one?.events).toEqual([{ type: 'CLICK', label: expect.stringMatching(/^Label [0-9a-f]{6}$/) }]);
  expect(other?.events).toEqual(one?.events);
});

test('the same seed gives the same, and another seed other pseudonyms', async () => {
  const visits = [plant(['hjklhjkl', '12345678', 'wxcvwxcv', 'qsdfqsdf'], 0)];
  const one = await anonymiseVisits(visits, { seed: 'one' });
  expect(await anonymiseVisits(visits, { seed: 'one' })).toEqual(one);
  const [other] = await anonymiseVisits(visits, { seed: 'other' });
  expect(other?.userId).not.toBe(one[0]?.userId);
});

test.each<[Kept, string]>([
  ['users', 'hjklhjkl@mail.example"'],
  ['paths', '/accounts/12345678/wxcvwxcv/'],
  ['queries', 'q=qsdfqsdf&id=12345678'],
  ['labels', '"wxcvwxcv qsdfqsdf"'],
  ['inputs', '"value":"qsdfqsdf"'],
  ['referrers', 'https://wxcvwxcv.mail.example/inbox/hjklhjkl?q=qsdfqsdf'],
])('%s stay when the options keep them', async (kept, text) => {
  const visits = [plant(['hjklhjkl', '12345678', 'wxcvwxcv', 'qsdfqsdf'], 0)];
  expect(JSON.stringify(await anonymiseVisits(visits, { seed: 's', keep: [kept] }))).toContain(text);
  expect(JSON.stringify(await anonymiseVisits(visits, { seed: 's' }))).not.toContain(text);
});

test('anonymised sessions can be recorded, and are as long and as far apart as they were', async () => {
  const visits = [0, 1, 2].map((user) => plant(['hjklhjkl', `1234567${user}`, 'wxcvwxcv', 'qsdfqsdf'], user));
  const anonymous = await anonymiseVisits(visits, { seed: 's' });
  const mock = createMock({ inputEvents: true });
  const rows = await mock.record(anonymous as unknown as RecordInput[]);
  const times = rows.flatMap(({ events }) => events.map(({ timestamp }) => timestamp));
  expect(times).toEqual(visits.flatMap(({ events }) => events.map(({ timestamp }) => timestamp)));
});
