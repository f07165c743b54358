import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entriesAfter, latestEntries } from '../../src/control/request-page.ts';
import { LOG_SIZE, type LogEntry } from '../../src/kit/log-entry.ts';
import { logEntry } from '../support/log-entry.ts';

const logs = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 })
  .chain((ids) =>
    fc.array(fc.boolean(), { minLength: ids.length, maxLength: ids.length }).map((of) => [ids, of] as const),
  )
  .map(([ids, ofStudio]) => ids.sort((a, b) => a - b).map((id, at) => logEntry(id, ofStudio[at])));
const scope = fc.constantFrom(undefined, false, true);

test('consecutive pages give each request that a reader wants to see once, and then none', () => {
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 5 }), scope, (kept, limit, studio = false) => {
      const wanted = kept.filter(({ byStudio }) => studio || !byStudio);
      const read: LogEntry[] = [];
      let last = 0;
      for (let page = 0; page <= kept.length; page += 1) {
        const { requests, last: next } = entriesAfter(kept, last, { limit, studio });
        expect(requests.length).toBeLessThanOrEqual(limit);
        read.push(...requests);
        last = next;
      }
      expect(read).toEqual(wanted);
      // even when the newest is not visible
      expect(last).toBe(kept.at(-1)?.id ?? 0);
    }),
  );
});

test('a reader who knows a higher ID than any is from before a restart, and gets all', () => {
  fc.assert(
    fc.property(logs, scope, (kept, studio = false) => {
      const { requests } = entriesAfter(kept, 31, { studio });
      expect(requests).toEqual(kept.filter(({ byStudio }) => studio || !byStudio));
      expect(entriesAfter([], 31)).toEqual({ requests: [], last: 31 });
    }),
  );
});

test('the latest are as many as asked for, even if that is none', () => {
  fc.assert(
    fc.property(logs, fc.nat(14), scope, (kept, limit, studio = false) => {
      const wanted = kept.filter(({ byStudio }) => studio || !byStudio);
      const expected = wanted.slice(Math.max(0, wanted.length - limit));
      expect(latestEntries(kept, { limit, studio })).toEqual({ requests: expected, last: expected.at(-1)?.id ?? 0 });
      expect(entriesAfter(kept, 0, { studio }).requests).toEqual(wanted.slice(0, LOG_SIZE));
    }),
  );
});
