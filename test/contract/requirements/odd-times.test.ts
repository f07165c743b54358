import fc from 'fast-check';
import { expect, it } from 'vitest';
import { requirements } from '../../../src/contract/index.ts';
import { createFetch, createMock } from '../../../src/index.ts';
import { runContract, targetOf } from '../../support/contract-run.ts';

/** Numbers that JSON can contain, including those that JavaScript reads as infinite. */
const NUMBER = fc.oneof(
  fc.constantFrom('1e999', '-1e999', '-1', '0', '-0.0', '1e300', '1623440905732.25', '9007199254740993', '1623440905'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);

it('timestamps and IDs of any value do not end a run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('timestamp', 'messageId', 'sessionId'), NUMBER, async (field, number) => {
      const right = createFetch(createMock({ users: 1 }));
      const fetch: typeof globalThis.fetch = async (input, init) => {
        const reply = await right(input, init);
        const text = (await reply.text()).replace(new RegExp(`("${field}":)\\d+`, 'g'), `$1${number}`);
        return new Response(text, reply);
      };
      const run = await runContract(targetOf({ fetch, runs: 2 }), { only: ['WINDOW', 'ORDER', 'REPEAT', 'REPLY'] });
      expect(run.aborted).toBeUndefined();
      expect(run.results).toHaveLength(requirements.filter(({ id }) => /^(WINDOW|ORDER|REPEAT|REPLY)/.test(id)).length);
    }),
    { seed: 1, numRuns: 15 },
  );
});

it('a user without events makes the run incomplete and is named, even next to a user with events', async () => {
  const fetch = createFetch(createMock({ users: 1 }));
  const userIds = [targetOf().userIds[0] ?? '', 'new.customer@example.org'];
  const { summary } = await runContract(targetOf({ fetch, userIds, runs: 1 }), {
    only: ['REQUEST-01', 'ISOLATION-06'],
  });
  expect(summary?.incomplete).toMatch(/^user "new\.customer@example\.org" has no events, so nothing of theirs/);
});
