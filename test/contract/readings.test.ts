import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { otherReadings } from '../../src/self-test/faults/documented/windows.ts';
import { isWithin, onEvents, onWindow, type Serve } from '../../src/self-test/faults/fault.ts';
import { WORLD_USER } from '../../src/self-test/full-world.ts';
import { createRightServer } from '../../src/self-test/right-server.ts';
import { fetchOf, notMet, type Run, runContract, targetOf } from '../support/contract-run.ts';

let right: Serve;

beforeAll(async () => {
  right = await createRightServer();
});

describe.each(otherReadings.map((fault) => [fault.name, fault] as const))('%s', (_, { wrap }) => {
  const run = (window?: 'event') =>
    runContract(targetOf({ userIds: [WORLD_USER], fetch: fetchOf(wrap((request) => right(request))), window }), {
      only: ['WINDOW', 'ISOLATION-01', 'REPEAT'],
    });

  it('is reported as another reading of the dates, and nothing else is wrong', async () => {
    const { results, summary } = await run();
    const unmet = results.filter(({ outcome }) => outcome === 'not met');
    expect(unmet.map(({ id, level }) => `${id} ${level}`)).toEqual(['WINDOW-13 SHOULD']);
    expect(unmet[0]?.diagnosis).toBe(`The ${summary?.dates}.`);
  });

  it('fails a run that requires the default, with a single cause', async () => {
    const { results, summary } = await run('event');
    const unmet = results.filter(({ outcome }) => outcome === 'not met');
    expect(notMet({ results }, 'MUST')).toContain('WINDOW-02');
    expect(new Set(unmet.map(({ diagnosis }) => diagnosis)).size).toBe(1);
    expect(summary?.dates).toMatch(/^dates filter .*, where --window requires events, both ends included$/);
  });
});

describe.each([
  ['first', (events: unknown[]) => events.slice(0, 20)],
  ['last', (events: unknown[]) => events.slice(-20)],
] as const)('if lists are truncated to their %s events', (end, cut) => {
  const run = (isCut: (url: string) => boolean, window?: 'event') => {
    const wrap = onEvents((events, { url }) => (isCut(url) ? cut(events) : events));
    const fetch = fetchOf(wrap((request) => right(request)));
    return runContract(targetOf({ userIds: [WORLD_USER], fetch, window }), { only: ['WINDOW'] });
  };
  const causesOf = ({ results }: Run) =>
    new Set(results.flatMap(({ outcome, diagnosis }) => (outcome === 'not met' ? [diagnosis] : [])));
  const isWindow = (url: string) => url.includes('_date');

  it('in windows, the line on dates says that the reading is unknown, and each failure has that cause', async () => {
    const ended = await run(isWindow);
    expect(ended.summary?.dates).toBe(
      'lists of windows are cut off, so how dates are read is not known; they were held to filter events, both ends included',
    );
    expect(notMet(ended)).not.toContain('WINDOW-13');
    expect(causesOf(ended)).toEqual(new Set([`Lists hold no more than the ${end} 20 events.`]));
  });

  it('in windows, the line on dates says the same if a reading is required', async () => {
    const { summary } = await run(isWindow, 'event');
    expect(summary?.dates).toMatch(/^lists of windows are cut off, so how dates are read is not known; /);
  });

  it('everywhere, what the dates keep of the whole list shows the reading', async () => {
    const ended = await run(() => true);
    expect(ended.summary?.dates).toMatch(/^dates filter events, both ends included\b/);
    expect(causesOf(ended)).toEqual(new Set([`Lists hold no more than the ${end} 20 events.`]));
  });
});

it('a mixture of readings is not mistaken for truncated lists', async () => {
  const mixed = onEvents((events, { url }) => (url.includes('end_date') ? events.slice(0, -1).reverse() : events));
  const serve = mixed((request) => right(request));
  const { summary } = await runContract(targetOf({ userIds: [WORLD_USER], fetch: fetchOf(serve) }), {
    only: ['WINDOW-02'],
  });
  expect(summary?.dates).toMatch(/^dates are read in none of the ways that the document allows, or in several; /);
});

describe.each([
  ['by the same rule, so that a session that spans both dates is kept', () => true],
  ['with nothing', (start: number, end: number) => start <= end],
] as const)(
  'if sessions that overlap the range are kept, a window that starts after it ends is answered %s',
  (_, isRange) => {
    const overlapping = onWindow(
      (event, { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY }, events) => {
        const times = events.flatMap(({ sessionId, timestamp }) => (sessionId === event.sessionId ? [timestamp] : []));
        const overlaps =
          isWithin(Math.max(...times), { start, end: undefined }) &&
          isWithin(Math.min(...times), { start: undefined, end });
        return overlaps && isRange(start, end);
      },
    );

    it('which meets the contract, and does not affect windows requested again, with any seed', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 1_000 }), async (seed) => {
          const fetch = fetchOf(overlapping((request) => right(request)));
          const { results } = await runContract(targetOf({ userIds: [WORLD_USER], fetch, seed }), {
            only: ['WINDOW-08', 'REPEAT-21'],
          });
          expect(results.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['WINDOW-08 met', 'REPEAT-21 met']);
        }),
        { seed: 1, numRuns: 10 },
      );
    });
  },
);
