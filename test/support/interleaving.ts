import fc from 'fast-check';
import { INTERNALS } from '../../src/mock/internals.ts';
import type { Mock } from '../../src/mock/mock.ts';
import { ask } from './ask.ts';

/** What can be done to a mock; `by` names the one of three that does it. */
export const action = fc.record({
  by: fc.nat({ max: 2 }),
  does: fc.constantFrom(
    'record',
    'batch',
    'replace',
    'remove',
    'reset',
    'restore',
    'use',
    'disable',
    'fault',
    'clear',
    'advance',
  ),
  user: fc.constantFrom('ada', 'eve'),
});
export type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

const visit = (userId: string, path = '/') => ({ userId, events: [{ type: 'LOCATION' as const, path }] });

/** Does something, and resolves when it is acknowledged. */
export async function act(mock: Mock, { does, user }: Action, model: Mock): Promise<void> {
  // all mocks are to have the same sessions, so the model says which there are
  const sessionId = model.snapshot().recorded[0]?.events[0]?.sessionId ?? 1;
  if (does === 'record') await mock.record(visit(user));
  if (does === 'batch') await mock.record([visit(user, '/a/'), visit('bob', '/b/')]);
  if (does === 'replace') await mock.replaceSession(sessionId, { events: [{ type: 'CLICK', label: 'Anew' }] });
  if (does === 'remove') await mock.removeSession(sessionId);
  if (does === 'reset') await mock.reset();
  if (does === 'restore') await mock.restore({ version: 1, recorded: [] });
  if (does === 'use') mock.use('slow', { userId: user });
  if (does === 'disable') mock.disable('slow');
  if (does === 'fault') mock.faults.add({ status: 503, times: 1, userId: user });
  if (does === 'clear') mock.faults.clear();
  if (does === 'advance') mock.clock.advance(1_000);
  await mock[INTERNALS].settle();
}

/** Everything that a mock shows. */
export async function answersOf(mock: Mock) {
  const { clock, faults } = mock;
  return {
    replies: await Promise.all(['ada', 'eve', 'bob'].map(async (userId) => (await ask(mock, { userId })).text)),
    now: clock.now(),
    faults: faults.list().map(({ id, status, times, userId }) => ({ id, status, times, userId })),
    scenarios: mock.scenarios().filter(({ isOn }) => isOn),
    recorded: mock.recordedEvents(),
  };
}
