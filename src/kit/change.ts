import type { RecordedChange } from './change-schema.ts';
import type { Settings } from './settings.ts';

/** All recorded data was replaced, and the settings with it: what a reset does, and what stands for a whole state. */
export interface WholeChange {
  readonly type: 'replace';
  readonly rows: Extract<RecordedChange, { type: 'replace' }>['rows'];
  readonly settings: Settings;
}

/** The settings were replaced: a scenario or a fault was set or cleared, or the clock was moved, run or stopped. */
export interface SettingsChange {
  readonly type: 'settings';
  readonly settings: Settings;
}

/** One change of a mock's state: all that a journal needs to hold, in order, to bring the state back. */
export type Change = RecordedChange | WholeChange | SettingsChange;

/** Gives what a change does to what is recorded; undefined when it leaves that alone. */
export function recordedPart(change: Change): RecordedChange | undefined {
  if (change.type === 'settings') return undefined;
  if (!('settings' in change)) return change;
  const { jobs } = change.settings.jobs;
  return { type: 'replace', rows: change.rows, ...(jobs.length > 0 && { jobs: [...jobs] }) };
}

/** Gives the settings that a change brings; undefined when it leaves them alone. */
export function settingsPart(change: Change): Settings | undefined {
  return 'settings' in change ? change.settings : undefined;
}

/** Events of a change that takes longer than a few milliseconds. */
const LARGE_CHANGE = 1_000;

/**
 * Whether a change holds so many events or users that it is better dealt with in slices, or more of them than another
 * number.
 */
export function isLarge(change: Change, most = LARGE_CHANGE): boolean {
  if ('events' in change) return change.events.length > most;
  if (!('rows' in change)) return false;
  let size = 0;
  for (const { events } of change.rows) {
    size += events.length + 1;
    if (size > most) return true;
  }
  return false;
}
