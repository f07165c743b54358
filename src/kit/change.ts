import type { RecordedChange } from './change-schema.ts';
import type { Settings } from './settings.ts';

/** All recorded data and the settings were replaced, as by a reset; also represents a whole state. */
export interface WholeChange {
  readonly type: 'replace';
  readonly rows: Extract<RecordedChange, { type: 'replace' }>['rows'];
  readonly settings: Settings;
}

/** The settings were replaced: a scenario or a fault was set or cleared, or the clock was moved, started or stopped. */
export interface SettingsChange {
  readonly type: 'settings';
  readonly settings: Settings;
}

/** One change of a mock's state. A journal restores the state from its changes in order. */
export type Change = RecordedChange | WholeChange | SettingsChange;

/** Returns the effect of a change on recorded data; undefined if there is none. */
export function recordedPart(change: Change): RecordedChange | undefined {
  if (change.type === 'settings') return undefined;
  if (!('settings' in change)) return change;
  const { jobs } = change.settings.jobs;
  return { type: 'replace', rows: change.rows, ...(jobs.length > 0 && { jobs: [...jobs] }) };
}

/** Returns the settings that a change sets; undefined if it sets none. */
export function settingsPart(change: Change): Settings | undefined {
  return 'settings' in change ? change.settings : undefined;
}

/** From this many events on, a change takes longer than a few milliseconds. */
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
