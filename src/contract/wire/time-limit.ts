/** The time limit has expired. */
export class TimeLimit extends Error {
  override readonly name = 'TimeLimit';
}

/** A limit is waited for in this many steps. */
const STEPS = 20;

/** The result of something, and how much this process disturbed it. */
interface Waited<T> {
  readonly end: { readonly value: T } | { readonly error: unknown };
  /** By how much the process itself was late because it was busy, in ms. */
  readonly lateMs: number;
}

/**
 * Waits for something to finish or for a limit, even if it ignores its signal.
 *
 * Only time in which the process is responsive counts. It waits in steps, and a step that ends late because the process
 * was busy counts as one, so that the other side is not blamed for it.
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
