import { beforeAll, describe, expect, it } from 'vitest';
import { otherReadings } from '../../src/self-test/faults/documented/windows.ts';
import type { Serve } from '../../src/self-test/faults/fault.ts';
import { WORLD_USER } from '../../src/self-test/full-world.ts';
import { createRightServer } from '../../src/self-test/right-server.ts';
import { fetchOf, notMet, runContract, targetOf } from '../support/contract-run.ts';

let right: Serve;

beforeAll(async () => {
  right = await createRightServer();
});

describe.each(otherReadings.map((fault) => [fault.name, fault] as const))('%s', (_, { wrap }) => {
  const run = (window?: 'event') =>
    runContract(targetOf({ userIds: [WORLD_USER], fetch: fetchOf(wrap((request) => right(request))), window }), {
      only: ['WINDOW', 'ISOLATION-01', 'REPEAT'],
    });

  it('is told as another reading of the dates, and nothing else is wrong', async () => {
    const { results, summary } = await run();
    const unmet = results.filter(({ outcome }) => outcome === 'not met');
    expect(unmet.map(({ id, level }) => `${id} ${level}`)).toEqual(['WINDOW-13 SHOULD']);
    expect(unmet[0]?.diagnosis).toBe(`The ${summary?.dates}.`);
  });

  it('fails a run that requires the default, under one cause', async () => {
    const { results, summary } = await run('event');
    const unmet = results.filter(({ outcome }) => outcome === 'not met');
    expect(notMet({ results }, 'MUST')).toContain('WINDOW-02');
    expect(new Set(unmet.map(({ diagnosis }) => diagnosis)).size).toBe(1);
    expect(summary?.dates).toMatch(/^dates filter .*, where --window requires events, both ends included$/);
  });
});
