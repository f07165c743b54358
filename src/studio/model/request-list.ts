import { type ReadonlySignal, signal } from '@preact/signals';
import type { LogEntry } from '../api.ts';

/** The latest requests that the API answered. */
export interface RequestList {
  /** Newest first. */
  readonly entries: ReadonlySignal<readonly LogEntry[]>;
  add(entry: LogEntry): void;
  /** Forgets what was there, for entries in the order of their IDs. */
  replace(entries: readonly LogEntry[]): void;
}

const MOST = 500;
/** Thousands may come in a second: they are shown together. */
const GATHER_MS = 50;

/** Creates an empty list. */
export function createRequestList(): RequestList {
  const entries = signal<readonly LogEntry[]>([]);
  let gathered: LogEntry[] = [];
  const show = () => {
    entries.value = [...gathered.toReversed(), ...entries.value].slice(0, MOST);
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
      entries.value = all.toReversed().slice(0, MOST);
    },
  };
}
