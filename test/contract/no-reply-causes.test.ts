import { describe, expect, it } from 'vitest';
import { createFetch, createMock } from '../../src/index.ts';
import { runContract, targetOf } from '../support/contract-run.ts';
import { scaled } from '../support/patience.ts';

const right = createFetch(createMock({ users: 1 }));

type Odd = (url: string, authorization: string | null) => boolean;

/** The result of AUTH-07 if some requests get no usable answer. */
async function resultOf(isOdd: Odd, answer: () => Promise<Response>, id = 'AUTH-07') {
  const fetch: typeof globalThis.fetch = (input, init) =>
    isOdd(String(input), new Headers(init?.headers).get('authorization')) ? answer() : right(input, init);
  const run = await runContract(targetOf({ fetch, timeoutMs: scaled(250) }), { only: [id] });
  return run.results[0];
}

const never = () => new Promise<Response>(() => undefined);
const dropped = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('other side closed') }));
const failing = async () => new Response(null, { status: 500 });
const isUnknownUser: Odd = (url, key) => url.includes('nobody') && !key;
const isStranger: Odd = (_, key) => !key;

describe('a cause that compares statuses is not reported', () => {
  it.each([
    ['that never arrives, for an unknown user', isUnknownUser, never, /never end, or come too late/],
    ['that never arrives, for any stranger', isStranger, never, /never end, or come too late/],
    ['that breaks off, for an unknown user', isUnknownUser, dropped, /connections break off/],
    ['that breaks off, for any stranger', isStranger, dropped, /connections break off/],
    ['that is a server error', isUnknownUser, failing, /make the server fail with status 500/],
  ])('for a reply %s', async (_, isOdd, answer, cause) => {
    expect(await resultOf(isOdd, answer)).toMatchObject({
      outcome: 'not met',
      diagnosis: expect.stringMatching(cause),
    });
  });

  it('for a request at the end of the run without a reply', async () => {
    const result = await resultOf(isStranger, dropped, 'REPEAT-06');
    expect(result).toMatchObject({ outcome: 'not met', diagnosis: expect.stringMatching(/connections break off/) });
  });

  it('but it is for a different refusal', async () => {
    const result = await resultOf(isUnknownUser, async () => Response.json({ errors: ['no user'] }, { status: 404 }));
    expect(result?.diagnosis).toMatch(/^The key is checked after/);
  });
});
