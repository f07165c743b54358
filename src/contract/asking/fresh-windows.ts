import { Inconclusive } from '../outcome/failure.ts';
import type { Window } from '../reading/window.ts';
import type { Baseline } from './baseline.ts';
import type { Lists } from './lists.ts';

/** Far beyond all data, and within what every usual type of a date holds (13 digits). */
const FAR = 9_000_000_000_000;
/** So far apart that no two are one when they are rounded. */
const STEP = 90_061_007;
const STEPS = 10_000;

/**
 * Windows that keep everything and were not asked for before, so that nothing has stored an answer yet. They end in the
 * far future, each at another time; the seed says where they begin.
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

  /** Gives one that nobody asked for. Inconclusive where this server does not give everything for such a window. */
  async take(): Promise<Window> {
    // what is compared with is older than what is asked, so that new events show as such
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

  /** Whether such a window was seen to give everything. */
  #isKnown(): boolean {
    const { history, farFuture = FAR } = this.#lists.probe;
    const isFar = ({ start, end = 0 }: Window) => start === undefined && Number(end) >= farFuture;
    return !history && this.#baseline.rightWindows.some(isFar);
  }
}
