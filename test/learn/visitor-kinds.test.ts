import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteSchema } from '../../src/data/model/site-schema.ts';
import { learnKinds } from '../../src/learn/visitor-kinds.ts';

const DAY_MS = 86_400_000;
const walk = { walk: 1 };

/** The starts of users who came this many times, once a day. */
function daily(...counts: number[]): number[][] {
  return counts.map((count) => Array.from({ length: count }, (_, day) => day * DAY_MS));
}

describe('kinds of visitor', () => {
  it('are told apart by how often they come', () => {
    expect(learnKinds(daily(1, 1, 1, 2, 4, 7, 9, 12, 60, 90), walk)).toMatchObject([
      { name: 'one-time', share: 3, sessions: [1, 1], spanDays: [1, 1] },
      { name: 'occasional', share: 2, sessions: [2, 4], spanDays: [1, 3] },
      { name: 'regular', share: 3, sessions: [7, 12] },
      { name: 'frequent', share: 2, sessions: [60, 90], spanDays: [59, 89] },
    ]);
  });

  it('of one user are counted with those who come less often, as far as there are any', () => {
    expect(learnKinds(daily(1, 3, 4, 60), walk)).toMatchObject([{ name: 'occasional', share: 4, sessions: [2, 4] }]);
    expect(learnKinds(daily(60), walk)).toMatchObject([{ name: 'frequent', share: 1, sessions: [60, 60] }]);
  });

  it('have shares that add up to all users, and are valid in a site', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, (all) => {
        const kinds = learnKinds(daily(...all), walk);
        expect(kinds.reduce((sum, { share = 0 }) => sum + share, 0)).toBe(all.length);
        const site = { host: 'a.example', pages: ['/'], trips: { walk: { steps: [{ walk: true }] } }, visitors: kinds };
        expect(siteSchema.safeParse(site).error).toBeUndefined();
      }),
    );
  });
});
