import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS, DOCUMENTED_PROJECT_KEY } from '../../../src/api/index.ts';
import { MockAnalytics } from '../../../src/mock/analytics/mock-analytics.ts';
import { EventBuffer } from '../../../src/store/event-buffer.ts';

/** Opens the analytics of some users, which counts how often the events of one are asked for. */
function open() {
  const state = { reads: 0, revision: { value: 1 } as { value: number } | undefined };
  const analytics = new MockAnalytics({
    projects: [DOCUMENTED_PROJECT_KEY],
    stored: {},
    find: () => {
      state.reads += 1;
      return new EventBuffer(DOCUMENTED_EVENTS);
    },
    users: async () => ['ada', 'bob', 'eve'],
    ownerOf: () => undefined,
    deletedUntil: () => 0,
    revision: () => state.revision,
    about: () => ({ deviceId: '', columns: {} }),
  });
  const search = async () => (await analytics.profiles(DOCUMENTED_PROJECT_KEY)).map(({ $user_id }) => $user_id);
  return { state, search };
}

test('a search over all users reads the events of each once, until they change', async () => {
  const { state, search } = open();
  for (let count = 0; count < 3; count += 1) expect(await search()).toEqual(['ada', 'bob', 'eve']);
  expect(state.reads).toBe(3);
  state.revision = { value: 2 };
  await search();
  expect(state.reads).toBe(6);
});

test('it reads the events of a user each time when it cannot tell whether they have changed', async () => {
  const { state, search } = open();
  state.revision = undefined;
  await search();
  await search();
  expect(state.reads).toBe(6);
});
