/** Work that can be done in slices: it yields often, wherever other work may run. */
export type Work<T> = Generator<void, T, void>;

/** Small items processed between two yields, as a yield costs a tenth of an item. */
const ITEMS = 16;

/** Whether work on many small items yields after the one with this index. */
export function isTurn(index: number): boolean {
  return index % ITEMS === ITEMS - 1;
}

/** How long a slice is, in milliseconds. */
const SLICE_MS = 12;

/** Runs work to its end without pausing. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Runs work in slices of a few milliseconds; between two of them other pending tasks run. */
export async function inSlices<T>(work: Work<T>): Promise<T> {
  const slices = new Slices();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (slices.isOver) await slices.next();
  }
}

/** Detects the end of a slice. */
export class Slices {
  #end = performance.now() + SLICE_MS;

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  /** Lets other pending tasks run, then starts the next slice. */
  async next(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.#end = performance.now() + SLICE_MS;
  }
}
