import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce } from '../../src/shared/slices.ts';
import { SessionIds } from '../../src/store/session-ids.ts';

const MOST = 30;

test('the next free ID is the same as when trying each in turn, whatever was taken and requested before', () => {
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

test('IDs that are added lazily count as taken when a free one is looked for, whether or not they have been noted', () => {
  const lists = fc.array(fc.array(fc.nat(MOST), { maxLength: 40 }), { maxLength: 5 });
  fc.assert(
    fc.property(lists, lists, fc.nat(3), (before, behind, steps) => {
      const ids = new SessionIds();
      for (const list of before) ids.addLater(list.values());
      const work = ids.catchUp();
      for (let step = 0; step < steps; step += 1) work.next();
      for (const list of behind) ids.addLater(list.values());
      const taken = new Set([...before, ...behind].flat());
      let free = 0;
      while (taken.has(free)) free += 1;
      expect(ids.freeFrom(0)).toBe(free);
      atOnce(work);
      expect(ids.freeFrom(0)).toBe(free);
    }),
  );
});

test('IDs that are cleared while they are noted stay cleared', () => {
  const ids = new SessionIds();
  ids.addLater(Array.from({ length: 100 }, (_, id) => id));
  const work = ids.catchUp();
  work.next();
  ids.clear();
  atOnce(work);
  expect(ids.freeFrom(0)).toBe(0);
});

test('all are free again after clearing', () => {
  const ids = new SessionIds();
  ids.add(7);
  ids.clear();
  expect(ids.freeFrom(7)).toBe(7);
});
