import type { FaultInput } from '../kit/fault.ts';
import type { Mock } from '../mock/mock.ts';
import { count } from '../shared/count.ts';
import { writeFault, writeLatency } from './fault-flag.ts';
import type { RecordedFixture } from './fixtures.ts';

/** What a mock was given besides its options. */
interface SetUp {
  readonly fixtures: readonly RecordedFixture[];
  /** The file that keeps recorded data. */
  readonly state?: string | undefined;
  readonly latency?: FaultInput['latency'];
  readonly faults: readonly FaultInput[];
}

/** Writes, line by line, the settings that differ from the defaults. */
export function writeSetUp(mock: Mock, { fixtures, state, latency, faults }: SetUp): string[] {
  const { scenarios, live, site } = mock.options;
  return [
    ...(site === undefined ? [] : [`Site: people walk through ${site.host} (${count(site.pages.length, 'page')})`]),
    ...fixtures.map(({ file, events }) => `Fixture: ${count(events, 'event')} recorded from ${file}`),
    ...(state === undefined ? [] : [`State: ${state}, which holds ${count(mock.recordedEvents(), 'event')}`]),
    ...(scenarios.length === 0 ? [] : [`Scenarios: ${scenarios.join(', ')}`]),
    ...(latency === undefined ? [] : [`Latency: ${writeLatency(latency)} ms`]),
    ...faults.map((fault) => `Fault: ${writeFault(fault)}`),
    ...(live ? [`Clock: ${toPace(mock.clock.speed)}, and people keep visiting`] : []),
  ];
}

function toPace(speed: number): string {
  return speed === 1 ? 'runs in real time' : `runs ${speed} times as fast as real time`;
}
