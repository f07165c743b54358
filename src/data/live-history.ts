import type { SessionEvent } from '../api/session-event.ts';
import { mayStart } from './may-start.ts';

/** Options of a user's live visits. */
interface LiveSource {
  /** The events up to `now`. */
  readonly history: readonly SessionEvent[];
  /** The events after `now` of the visit in progress then. */
  readonly underWay: readonly SessionEvent[];
  /** Milliseconds by which event times are ahead of the clock; below 0 if they are behind. */
  readonly skewMs: number;
  /** When the user arrives, epoch ms, ascending; the array may have grown each time. */
  starts(): readonly number[];
  /** Builds the whole visit that starts at a time. */
  visit(start: number): readonly SessionEvent[];
}

/** A user's events over time: one appears when the clock reaches it. */
export class LiveHistory {
  readonly #source: LiveSource;
  readonly #coming: SessionEvent[];
  #end: number;
  #taken = 0;
  #count = 0;
  #shown: readonly SessionEvent[];

  constructor(source: LiveSource) {
    this.#source = source;
    this.#shown = source.history;
    this.#coming = [...source.underWay];
    this.#end = ((source.underWay.at(-1) ?? source.history.at(-1))?.timestamp ?? 0) - source.skewMs;
  }

  /** Number of events, including those that have not appeared yet. */
  get size(): number {
    return this.#shown.length + this.#source.history.length + this.#coming.length;
  }

  /** Returns all events until a time (epoch ms), in reply order: the same array while they are the same. */
  until(time: number): readonly SessionEvent[] {
    this.#take();
    const latest = time + this.#source.skewMs;
    let count = this.#count;
    while ((this.#coming[count]?.timestamp ?? Number.POSITIVE_INFINITY) <= latest) count++;
    while (count > 0 && (this.#coming[count - 1]?.timestamp ?? 0) > latest) count--;
    if (count !== this.#count) {
      const { history } = this.#source;
      this.#count = count;
      this.#shown = count === 0 ? history : [...history, ...this.#coming.slice(0, count)];
    }
    return this.#shown;
  }

  /** Generates the visits whose start has been drawn; one that starts too soon after another is skipped. */
  #take(): void {
    const starts = this.#source.starts();
    for (; this.#taken < starts.length; this.#taken++) {
      const start = starts[this.#taken] as number; // taken is below the length
      if (!mayStart(start, this.#end)) continue;
      const events = this.#source.visit(start);
      this.#coming.push(...events);
      this.#end = (events.at(-1)?.timestamp ?? start) - this.#source.skewMs;
    }
  }
}
