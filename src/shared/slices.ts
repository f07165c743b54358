/** Work that can be done in slices: it yields wherever others may have their turn, every few milliseconds. */
export type Work<T> = Generator<void, T, void>;

/** Does work to its end, in one go. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does work slice by slice; between two of them everything else that waits has its turn. */
export async function inSlices<T>(work: Work<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
