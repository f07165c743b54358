import { describe, expect, it } from 'vitest';
import { createFetch, createMock } from '../../src/index.ts';
import { runContract, targetOf } from '../support/contract-run.ts';

const right = createFetch(createMock());
const target = targetOf({ fetch: right, runs: 3 });
const met = (results: readonly { readonly id: string; readonly outcome: string }[]) =>
  results.filter(({ outcome }) => outcome === 'met').map(({ id }) => id);

describe('a run whose documented request gives no list is incomplete where REQUEST-01 does not say so', () => {
  it.each([
    ['a wrong key', { ...target, key: 'quite-another-key' }, { only: ['WINDOW'] }, /\(status 401 with .*key is wrong/],
    ['an unknown project', { ...target, projectKey: 'nowhere' }, { only: ['AUTH-01'] }, /\(status 404 with .*project/],
    [
      'an outage',
      { ...target, fetch: createFetch(createMock({ scenarios: ['outage'] })) },
      { skip: ['REQUEST-01'] },
      /503/,
    ],
  ])('%s', async (_, given, selection, why) => {
    const { results, summary } = await runContract(given, selection);
    expect(results.length).toBeGreaterThan(0);
    expect(summary?.incomplete).toMatch(/^the documented request was not answered with a list of events/);
    expect(summary?.incomplete).toMatch(why);
  });

  it('for a first request that alone gets no reply, too', async () => {
    let requests = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      requests += 1;
      return requests === 1
        ? Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
        : right(input, init);
    };
    await expect(runContract({ ...target, fetch }, { only: ['REQUEST-01'] })).resolves.toMatchObject({
      summary: undefined,
    });
  });

  it('and hides the key that a server repeats', async () => {
    const fetch = () => Promise.resolve(new Response('{"errors":["no quite-another-key"]}', { status: 401 }));
    const { summary } = await runContract({ ...target, key: 'quite-another-key', fetch }, { only: ['WINDOW'] });
    expect(summary?.incomplete).toContain('no $OPENREPLAY_API_KEY');
  });
});

describe('nothing counts as met', () => {
  it('by refusals, where the documented request is refused as well', async () => {
    const { results } = await runContract({ ...target, key: 'quite-another-key' }, { only: ['AUTH', 'ISOLATION'] });
    expect(met(results)).toEqual([]);
  });

  it('by comparing empty lists, where the user has no events', async () => {
    const { results, summary } = await runContract({ ...target, userIds: ['nobody'] }, { only: ['REQUEST', 'REPEAT'] });
    // a matching condition without the key is refused, whatever the list
    expect(met(results)).toEqual(['REQUEST-01', 'REQUEST-10', 'REPEAT-39']);
    expect(summary?.incomplete).toMatch(/^the user has no events/);
  });
});
