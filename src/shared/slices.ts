/** Work that can be done in slices: it yields often, wherever others may have their turn. */
export type Work<T> = Generator<void, T, void>;

/** Small items that are worked on from one yield to the next, as a yield costs a tenth of an item. */
const ITEMS = 16;

/** Whether work on many small items yields after the one with this index. */
export function isTurn(index: number): boolean {
  return index % ITEMS === ITEMS - 1;
}

/** How long a slice is, in milliseconds. */
const SLICE_MS = 12;

/** Does work to its end, in one go. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does work slice by slice, a few milliseconds each; between two of them everything else that waits has its turn. */
export async function inSlices<T>(work: Work<T>): Promise<T> {
  const slices = new Slices();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (slices.isOver) await slices.next();
  }
}

/** Tells when a slice is over. */
export class Slices {
  #end = performance.now() + SLICE_MS;

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  /** Lets everything else that waits have its turn, and begins the next slice. */
  async next(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.#end = performance.now() + SLICE_MS;
  }
}
