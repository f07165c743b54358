import type { Replica } from '../journal/replica.ts';
import type { KeptJob } from '../kit/kept-job.ts';
import type { BufferBounds } from './buffer-cache.ts';
import type { Details } from './details.ts';
import type { EventSource } from './event-source.ts';

/** Options of a store. */
export interface StoreOptions {
  /** The events beneath the recorded ones. */
  readonly source: EventSource;
  readonly projects: readonly string[];
  /** Earliest start of a recorded session without a given one, epoch ms. */
  readonly now: () => number;
  /** Whether INPUT events may currently be recorded. */
  readonly inputEvents: () => boolean;
  /** Deletion jobs kept with recorded data; they delete nothing here. */
  readonly jobs?: () => readonly KeptJob[];
  /** Loads the generator of details of recorded visits. */
  readonly loadDetails: () => Promise<Details>;
  /** Delivers changes. @defaultValue a replica without a journal */
  readonly replica?: Replica;
  /** How many encoded events of requested users are cached. */
  readonly cache?: BufferBounds;
}
