import type { FaultInput } from './fault.ts';
import type { KeptJob } from './kept-job.ts';
import type { ScenarioName, ScenarioTarget } from './scenario.ts';

/** The scenarios that are switched on. */
export interface ScenarioSettings {
  /** In the order they were switched on. */
  readonly on: readonly {
    readonly name: ScenarioName;
    readonly target: ScenarioTarget;
    /** Tells this use of the scenario from earlier ones, so that its faults count from 0 again. */
    readonly use: number;
  }[];
  /** How often any scenario was switched on. */
  readonly uses: number;
}

/** The faults that are set. */
export interface FaultSettings {
  /** In the order they were set; those that are over may be among them. */
  readonly set: readonly { readonly id: string; readonly fault: FaultInput }[];
  /** How many were set since all were cleared: IDs count on from here. */
  readonly added: number;
  /** How often all were cleared: it tells a fault from an earlier one with the same ID. */
  readonly round: number;
}

/** What the mock's clock showed at a moment, and how it goes on from there. */
export interface ClockSettings {
  /** What it showed, epoch ms. */
  readonly now: number;
  /** The moment by the clock that it follows, in milliseconds; it does not count while it stands still. */
  readonly at: number;
  /** How many times as fast as that clock it runs; 0 while it stands still. */
  readonly speed: number;
}

/** The deletions of users' data that somebody scheduled or cancelled. */
export interface JobSettings {
  /** Each as it was left. */
  readonly jobs: readonly KeptJob[];
}

/** All state of a mock besides what is recorded. It is small, and replaced whole by each change. */
export interface Settings {
  readonly scenarios: ScenarioSettings;
  readonly faults: FaultSettings;
  readonly clock: ClockSettings;
  /** They are kept with what is recorded too, also where settings are not. */
  readonly jobs: JobSettings;
}
