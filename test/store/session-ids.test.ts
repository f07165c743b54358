import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SessionIds } from '../../src/store/session-ids.ts';

const MOST = 30;

test('the next free ID is the one that trying each in turn finds, whatever was taken and asked before', () => {
  const steps = fc.array(fc.record({ isTaken: fc.boolean(), id: fc.nat(MOST) }), { maxLength: 100 });
  fc.assert(
    fc.property(steps, (given) => {
      const ids = new SessionIds();
      const taken = new Set<number>();
      for (const { isTaken, id } of given) {
        if (isTaken) {
          ids.add(id);
          taken.add(id);
        } else {
          let free = id;
          while (taken.has(free)) free += 1;
          expect(ids.freeFrom(id)).toBe(free);
        }
      }
    }),
  );
});

test('all are free again after clearing', () => {
  const ids = new SessionIds();
  ids.add(7);
  ids.clear();
  expect(ids.freeFrom(7)).toBe(7);
});
