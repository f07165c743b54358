import { inject, vi } from 'vitest';

const slowness = inject('slowness');

/** Scales a time limit for an idle laptop, in whole milliseconds or seconds, to a slow or busy machine. */
export function scaled(time: number): number {
  return Math.ceil(time * slowness);
}

/** Waits until a check no longer throws, for as long as a busy machine may need. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: scaled(60_000) });
}
