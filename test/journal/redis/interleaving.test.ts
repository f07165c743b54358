import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRedisState } from '../../../src/journal/redis/index.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { createMock, type Mock } from '../../../src/mock/mock.ts';
import { act, action, answersOf } from '../../support/interleaving.ts';
import { type FolderServer, startInFolder } from './servers.ts';

let server: FolderServer;
beforeAll(async () => {
  server = await startInFolder();
});
afterAll(() => server?.stop());

let count = 0;
/** Three mocks that share a state, and a single one that does everything they do. */
async function start() {
  const url = server.url(`kit${++count}`);
  const states = await Promise.all([1, 2, 3].map(() => createRedisState({ url })));
  const mocks = states.map(() => createMock({ users: 0 }));
  for (const [index, state] of states.entries()) await mocks[index]?.attach(state);
  return { mocks, model: createMock({ users: 0 }), stop: () => Promise.all(states.map((state) => state.close())) };
}

test('whatever three mocks do in turn, after each acknowledgement all answer like a single mock', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 10 }), async (actions) => {
      const { mocks, model, stop } = await start();
      try {
        for (const each of actions) {
          await act(mocks[each.by] as Mock, each, model);
          await act(model, each, model);
          // a refusal by a fault is counted once, whichever of them is asked
          const expected = await answersOf(model);
          const asked = mocks[(each.by + 1) % 3] as Mock;
          expect(await answersOf(asked)).toEqual(expected);
          await answersOf(model);
          await answersOf(mocks[(each.by + 2) % 3] as Mock);
        }
        for (const mock of mocks) {
          await mock[INTERNALS].replica.refresh();
          expect((await answersOf(mock)).recorded).toBe(model.recordedEvents());
        }
      } finally {
        await stop();
      }
    }),
    { numRuns: 8 },
  );
});

test('whatever three mocks do at the same time, they end in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 2, maxLength: 12 }), async (actions) => {
      const { mocks, model, stop } = await start();
      try {
        await Promise.all(actions.map((each) => act(mocks[each.by] as Mock, each, model)));
        for (const mock of mocks) await mock[INTERNALS].replica.refresh();
        const [one, ...others] = await Promise.all(mocks.map(async (mock) => mock[INTERNALS].state()));
        for (const other of others) expect(other).toEqual(one);
      } finally {
        await stop();
      }
    }),
    { numRuns: 8 },
  );
});
