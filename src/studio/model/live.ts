import { effect, type ReadonlySignal } from '@preact/signals';

/** What tells whether something new may have happened. */
interface LiveSources {
  /** Whether people go on visiting at the moment. */
  readonly isRunning: ReadonlySignal<boolean>;
  /** How many events are known of the user that is looked at; undefined while nobody is. */
  readonly known: ReadonlySignal<number | undefined>;
  /** Counts the user's events. */
  count(signal: AbortSignal): Promise<number>;
  /** Is told that there are others than are known. */
  onNews(): void;
}

const LEAST_WAIT_MS = 2_000;
/** A history that takes long to read is read the less often. */
const WAIT_SHARE = 20;

/** Looks for new events of a user as long as people go on visiting. */
export function followLive({ isRunning, known, count, onNews }: LiveSources, now: () => number): void {
  effect(() => {
    if (!isRunning.value || known.value === undefined) return;
    const before = known.value;
    const attempt = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const begun = now();
      const found = await count(attempt.signal).catch(() => before); // the link says when the mock is gone
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
