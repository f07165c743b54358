import type { Changed, stateSchema } from '../kit/control/mock-state.ts';
import type { Mock } from '../mock/mock.ts';
import type * as z from '../shared/zod.ts';

/** Summarises what is switched on. */
export function toState(mock: Mock, changed: Changed): z.infer<typeof stateSchema> {
  return { changed, now: mock.clock.now(), speed: mock.clock.speed, ...toSwitches(mock) };
}

/** Names the scenarios that are on and counts the faults. */
export function toSwitches(mock: Mock) {
  const on = mock.scenarios().filter(({ isOn }) => isOn);
  return { scenarios: on.map(({ name }) => name), faults: mock.faults.list().length };
}
