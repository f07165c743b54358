import { effect, type ReadonlySignal } from '@preact/signals';

/** What is needed to look for new events. */
interface LiveSources {
  /** Whether people currently keep visiting. */
  readonly isRunning: ReadonlySignal<boolean>;
  /** How many events of the selected user are known; undefined while none is selected. */
  readonly known: ReadonlySignal<number | undefined>;
  /** Counts the user's events. */
  count(signal: AbortSignal): Promise<number>;
  /** Called when the events have changed. */
  onNews(): void;
}

const LEAST_WAIT_MS = 2_000;
/** The longer a history takes to read, the less often it is read. */
const WAIT_SHARE = 20;

/** Looks for new events of a user while people keep visiting. */
export function followLive({ isRunning, known, count, onNews }: LiveSources, now: () => number): void {
  effect(() => {
    if (!isRunning.value || known.value === undefined) return;
    const before = known.value;
    const attempt = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const begun = now();
      const found = await count(attempt.signal).catch(() => before); // the link reports when the mock is unreachable
      if (attempt.signal.aborted) return;
      if (found === before) timer = setTimeout(look, Math.max(LEAST_WAIT_MS, (now() - begun) * WAIT_SHARE));
      else onNews();
    };
    timer = setTimeout(look, LEAST_WAIT_MS);
    return () => {
      clearTimeout(timer);
      attempt.abort();
    };
  });
}
