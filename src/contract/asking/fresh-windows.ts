import { Inconclusive } from '../outcome/failure.ts';
import type { Window } from '../reading/window.ts';
import type { Baseline } from './baseline.ts';
import type { Lists } from './lists.ts';

/** Far beyond all data, and within the range of every common date type (13 digits). */
const FAR = 9_000_000_000_000;
/** So far apart that no two become equal when rounded. */
const STEP = 90_061_007;
const STEPS = 10_000;

/**
 * Windows that keep everything and have not been requested before, so that no answer is cached yet. Each ends at a
 * different time in the far future; the seed decides which comes first.
 */
export class FreshWindows {
  readonly #baseline: Baseline;
  readonly #lists: Lists;
  #next: number;
  #isUsable: Promise<boolean> | undefined;

  constructor(baseline: Baseline, lists: Lists, seed: number) {
    this.#baseline = baseline;
    this.#lists = lists;
    this.#next = (Math.abs(seed) * 97) % STEPS;
  }

  /** Returns an unused window. Inconclusive if this server does not return everything for such a window. */
  async take(): Promise<Window> {
    // the baseline must be older than the requests, so that new events are recognised
    await this.#baseline.some();
    this.#isUsable ??= this.#try();
    if (await this.#isUsable) return this.#draw();
    throw new Inconclusive('a window that ends in the far future does not give the whole list; see WINDOW');
  }

  #draw(): Window {
    const end = (this.#lists.probe.farFuture ?? FAR) + this.#next * STEP;
    this.#next = (this.#next + 1) % STEPS;
    return { end };
  }

  async #try(): Promise<boolean> {
    const all = await this.#baseline.some();
    if (this.#isKnown()) return true;
    const items = this.#lists.itemsOf(await this.#lists.ask({ window: this.#draw() }));
    return (
      items !== undefined && (this.#baseline.compare(all, items) === undefined || this.#baseline.isMovedOn(all, items))
    );
  }

  /** Whether such a window is known to return everything. */
  #isKnown(): boolean {
    const { history, farFuture = FAR } = this.#lists.probe;
    const isFar = ({ start, end = 0 }: Window) => start === undefined && Number(end) >= farFuture;
    return !history && this.#baseline.rightWindows.some(isFar);
  }
}
