import { type ReadonlySignal, signal } from '@preact/signals';
import type { LogEntry } from '../api.ts';

/** The latest requests that the API answered. */
export interface RequestList {
  /** Newest first. */
  readonly entries: ReadonlySignal<readonly LogEntry[]>;
  add(entry: LogEntry): void;
  /** Replaces the list with entries in order of their IDs. */
  replace(entries: readonly LogEntry[]): void;
}

/** How many are kept of the application's requests, and of the studio's: neither crowds out the other. */
const MOST = 500;
/** Thousands may arrive in a second: they are shown together. */
const GATHER_MS = 50;

/** Creates an empty list. */
export function createRequestList(): RequestList {
  const entries = signal<readonly LogEntry[]>([]);
  let gathered: LogEntry[] = [];
  const show = () => {
    entries.value = latest([...gathered.toReversed(), ...entries.value]);
    gathered = [];
  };
  return {
    entries,
    add(entry) {
      if (gathered.length === 0) setTimeout(show, GATHER_MS);
      gathered.push(entry);
    },
    replace(all) {
      gathered = [];
      entries.value = latest(all.toReversed());
    },
  };
}

/** @param entries - newest first. */
function latest(entries: readonly LogEntry[]): readonly LogEntry[] {
  const left = { own: MOST, others: MOST };
  return entries.filter(({ byStudio }) => left[byStudio ? 'own' : 'others']-- > 0);
}
