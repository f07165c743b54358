import { describe, expect, it } from 'vitest';
import { createFetch, createMock } from '../../src/index.ts';
import { json } from '../../src/self-test/faults/fault.ts';
import { fetchOf, runContract, targetOf } from '../support/contract-run.ts';

const right = createFetch(createMock());
const target = targetOf({ fetch: right, runs: 3 });
const met = (results: readonly { readonly id: string; readonly outcome: string }[]) =>
  results.filter(({ outcome }) => outcome === 'met').map(({ id }) => id);

describe('a run whose documented request returns no list is incomplete unless REQUEST-01 reports it', () => {
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

  it('even if only the first request gets no reply', async () => {
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

  it('and masks a key that the server echoes', async () => {
    const fetch = () => Promise.resolve(new Response('{"errors":["no quite-another-key"]}', { status: 401 }));
    const { summary } = await runContract({ ...target, key: 'quite-another-key', fetch }, { only: ['WINDOW'] });
    expect(summary?.incomplete).toContain('no $OPENREPLAY_API_KEY');
  });
});

describe('a run in which more than a tenth of the MUST requirements could not be judged', () => {
  /** Refuses dates so far in the future that they are useless, and thus all fresh windows. */
  const narrow = fetchOf(async (request) => {
    const isFar = Number(new URL(request.url).searchParams.get('end_date')) >= 9e12;
    return isFar ? json(400, { errors: ['too far'] }) : right(request);
  });
  const judged = [
    'REPEAT-01',
    'REPEAT-02',
    'AUTH-01',
    'AUTH-02',
    'AUTH-07',
    'WINDOW-01',
    'WINDOW-02',
    'WINDOW-03',
    'REQUEST-01',
  ];

  it('is incomplete, and states the count and the first reason', async () => {
    const { results, summary } = await runContract(
      { ...target, fetch: narrow },
      { only: ['REPEAT-31', ...judged.slice(1)] },
    );
    expect(met(results)).toHaveLength(8);
    expect(summary).toMatchObject({ notMet: 0, skipped: 1 });
    expect(summary?.incomplete).toMatch(
      /^1 of 9 MUST requirements could not be judged, such as REPEAT-31: a window that ends in/,
    );
  });

  it('is complete if it is exactly a tenth', async () => {
    const { results, summary } = await runContract({ ...target, fetch: narrow }, { only: ['REPEAT-31', ...judged] });
    expect(met(results)).toHaveLength(9);
    expect(summary?.incomplete).toBeUndefined();
  });

  it.each([
    ['raw connections are not available', ['WIRE', 'GATE-07'], /raw connections/],
    ['an option was not passed', ['AUTH-09', 'ISOLATION-06', 'ISOLATION-07', 'REQUEST-11', 'REQUEST-01'], /pass --/],
  ])('does not count requirements for which %s', async (_, only, why) => {
    const { results, summary } = await runContract(target, { only });
    const reasons = results.filter(({ outcome }) => outcome === 'skipped').map(({ reason }) => reason);
    expect(reasons.length).toBeGreaterThan(3);
    for (const reason of reasons) expect(reason).toMatch(why);
    expect(summary?.incomplete).toBeUndefined();
  });

  it('does not count requirements that only follow from another', async () => {
    const ignoring = fetchOf((request) => right(new Request(request.url.replace('end_date', 'ignored'), request)));
    const { results, summary } = await runContract({ ...target, fetch: ignoring }, { only: ['WINDOW'] });
    expect(results.filter(({ follows }) => follows !== undefined).length).toBeGreaterThan(2);
    expect(summary?.incomplete).toBeUndefined();
  });
});

describe('no requirement counts as met', () => {
  it('because of refusals, if the documented request is refused as well', async () => {
    const { results } = await runContract({ ...target, key: 'quite-another-key' }, { only: ['AUTH', 'ISOLATION'] });
    expect(met(results)).toEqual([]);
  });

  it('because empty lists are equal, if the user has no events', async () => {
    const { results, summary } = await runContract({ ...target, userIds: ['nobody'] }, { only: ['REQUEST', 'REPEAT'] });
    // without the key, even a matching condition is refused
    expect(met(results)).toEqual(['REQUEST-01', 'REQUEST-10', 'REPEAT-39']);
    expect(summary?.incomplete).toMatch(/^the user has no events/);
  });
});
