import type { createMock, Mock } from '../../src/index.ts';
import type { RecordInput } from '../../src/kit/record.ts';

/** The mock that is asked, and with low limits, so that what goes beyond them is short. */
export const MOCK_OPTIONS = { seed: 'fuzz', users: 3 } as const;
export const LIMITS = { headerBytes: 8_192, bodyBytes: 4_096, requestMs: 10_000, idleMs: 10_000 } as const;

/** What is recorded in it, which could be lost. */
export const VISIT: RecordInput = { userId: 'ada', events: [{ type: 'LOCATION', path: '/pricing/' }] };

/** Creates the mock, with something recorded. */
export async function createSubject(create: typeof createMock): Promise<Mock> {
  const mock = create(MOCK_OPTIONS);
  await mock.record(VISIT);
  return mock;
}

/** Returns all that requests could have changed, but the log of requests. */
export function stateOf(mock: Mock): unknown {
  const { clock, faults } = mock;
  const scenarios = mock.scenarios().filter(({ isOn }) => isOn);
  return { recorded: mock.snapshot(), scenarios, faults: faults.list(), now: clock.now(), speed: clock.speed };
}
