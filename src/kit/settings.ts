import type { FaultInput } from './fault.ts';
import type { KeptJob } from './kept-job.ts';
import type { ScenarioName, ScenarioTarget } from './scenario.ts';

/** The scenarios that are switched on. */
export interface ScenarioSettings {
  /** In the order they were switched on. */
  readonly on: readonly {
    readonly name: ScenarioName;
    readonly target: ScenarioTarget;
    /** Distinguishes this use of the scenario from earlier ones, so that its faults count from 0 again. */
    readonly use: number;
  }[];
  /** How often any scenario was switched on. */
  readonly uses: number;
}

/** The faults that are set. */
export interface FaultSettings {
  /** In the order they were set; may include used-up ones. */
  readonly set: readonly { readonly id: string; readonly fault: FaultInput }[];
  /** How many were set since all were cleared: IDs continue from here. */
  readonly added: number;
  /** How often all were cleared, which distinguishes a fault from an earlier one with the same ID. */
  readonly round: number;
}

/** What the mock's clock showed at a moment, and how it continues from there. */
export interface ClockSettings {
  /** What it showed, epoch ms. */
  readonly now: number;
  /** The moment by the clock that it follows, in milliseconds; irrelevant while it is stopped. */
  readonly at: number;
  /** How many times as fast as that clock it runs; 0 while it is stopped. */
  readonly speed: number;
}

/** Scheduled or cancelled deletions of users' data. */
export interface JobSettings {
  readonly jobs: readonly KeptJob[];
}

/** All state of a mock besides recorded data. It is small, and each change replaces it as a whole. */
export interface Settings {
  readonly scenarios: ScenarioSettings;
  readonly faults: FaultSettings;
  readonly clock: ClockSettings;
  /** Also kept with recorded data, even where settings are not. */
  readonly jobs: JobSettings;
}
