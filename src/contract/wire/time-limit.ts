/** The time limit is over. */
export class TimeLimit extends Error {
  override readonly name = 'TimeLimit';
}

/** A limit is waited for in so many steps. */
const STEPS = 20;

/** Time that something took to its end, as it was for others. */
interface Waited<T> {
  readonly end: { readonly value: T } | { readonly error: unknown };
  /** By how much the process itself came late, as it was busy with something else. In ms. */
  readonly lateMs: number;
}

/**
 * Waits for something, to its end or to a limit, even if it ignores its signal.
 *
 * Only time in which the process was free to look counts. It waits in steps, and a step that ends late, as the process
 * was busy with what came before, counts as one: whoever is waited for is not blamed for it.
 */
export async function waitWithin<T>(limitMs: number, run: (signal: AbortSignal) => Promise<T>): Promise<Waited<T>> {
  const abort = new AbortController();
  const stepMs = Math.ceil(limitMs / STEPS);
  let lateMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    const wait = (steps: number) => {
      const due = performance.now() + stepMs;
      timer = setTimeout(() => {
        lateMs = Math.max(lateMs, performance.now() - due);
        if (steps > 1) return wait(steps - 1);
        reject(new TimeLimit());
        abort.abort();
      }, stepMs);
    };
    wait(STEPS);
  });
  try {
    return { end: { value: await Promise.race([run(abort.signal), limit]) }, lateMs };
  } catch (error) {
    return { end: { error }, lateMs };
  } finally {
    clearTimeout(timer);
  }
}
