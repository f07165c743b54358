import type { Replica } from '../journal/replica.ts';
import type { KeptJob } from '../kit/kept-job.ts';
import type { BufferBounds } from './buffer-cache.ts';
import type { Details } from './details.ts';
import type { EventSource } from './event-source.ts';

/** What a store is made of. */
export interface StoreOptions {
  /** The events under the recorded ones. */
  readonly source: EventSource;
  readonly projects: readonly string[];
  /** Earliest start of a recorded session that has none of its own, epoch ms. */
  readonly now: () => number;
  /** Whether INPUT events may be recorded at present. */
  readonly inputEvents: () => boolean;
  /** Deletions that are kept with what is recorded; they delete nothing here. */
  readonly jobs?: () => readonly KeptJob[];
  /** Loads what makes up the details of recorded visits. */
  readonly loadDetails: () => Promise<Details>;
  /** What brings changes here. @defaultValue one of its own, without a journal */
  readonly replica?: Replica;
  /** How many encoded events are kept of users who were asked for. */
  readonly cache?: BufferBounds;
}
