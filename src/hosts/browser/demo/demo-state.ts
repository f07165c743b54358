import { epochMsSchema } from '../../../api/scalars.ts';
import { FASTEST_SPEED } from '../../../kit/clock-speed.ts';
import { logEntrySchema } from '../../../kit/control/requests.ts';
import { faultInputSchema } from '../../../kit/fault.ts';
import { snapshotSchema } from '../../../kit/record.ts';
import { scenarioNameSchema, scenarioTargetSchema } from '../../../kit/scenario.ts';
import { INTERNALS } from '../../../mock/internals.ts';
import type { Mock } from '../../../mock/mock.ts';
import * as z from '../../../shared/zod.ts';

const VERSION = 1;

const stateSchema = z.strictObject({
  version: z.literal(VERSION),
  snapshot: snapshotSchema,
  scenarios: z.array(z.strictObject({ name: scenarioNameSchema, target: scenarioTargetSchema })),
  faults: z.array(faultInputSchema),
  now: epochMsSchema,
  clock: z.strictObject({ aheadMs: z.int().min(0), speed: z.number().min(0).max(FASTEST_SPEED), at: z.number() }),
  requests: z.array(logEntrySchema),
});

/** Everything that was set in a mock, as plain JSON data. */
export type DemoState = z.infer<typeof stateSchema>;

/**
 * Captures everything that was set in a mock.
 *
 * @param realTime - the real time, epoch ms.
 */
export function takeState(mock: Mock, realTime: number): DemoState {
  const { clock, options } = mock;
  return {
    version: VERSION,
    snapshot: mock.snapshot(),
    scenarios: mock.scenarios().flatMap(({ name, target, isOn }) => (isOn ? [{ name, target }] : [])),
    faults: mock.faults.list().map(({ id, hits, ...fault }) => {
      return fault.times === undefined ? fault : { ...fault, times: fault.times - hits };
    }),
    now: options.now,
    clock: { aheadMs: clock.now() - options.now, speed: clock.speed, at: realTime },
    requests: mock.requests.list({ limit: 1_000, studio: true }),
  };
}

/** Checks a captured state; undefined if it cannot be used. */
export function parseState(state: unknown): DemoState | undefined {
  return stateSchema.safeParse(state).data;
}

/**
 * Restores a captured state in a new mock of the same `now`. Its clock continues as if it had run meanwhile. If the
 * state contradicts itself, the mock stays as created.
 */
export async function bringBack(mock: Mock, state: DemoState, timeSource: () => number): Promise<void> {
  const { snapshot, scenarios, faults, clock, requests } = state;
  try {
    for (const { name, target } of scenarios) mock.use(name, target);
    for (const fault of faults) mock.faults.add(fault);
    await mock.restore(snapshot);
    const missed = Math.max(0, Math.round((timeSource() - clock.at) * clock.speed));
    mock.clock.advance(clock.aheadMs + missed);
  } catch {
    await mock.reset();
    return;
  }
  mock[INTERNALS].setClockSpeed(clock.speed, timeSource);
  mock[INTERNALS].take(requests);
}
