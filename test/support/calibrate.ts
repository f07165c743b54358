import { spawnSync } from 'node:child_process';

/** What starting Node takes on a quiet laptop. */
const USUAL_MS = 50;

/** Beyond this a run would mostly wait: limits have room enough by themselves. */
const MOST = 5;

declare module 'vitest' {
  interface ProvidedContext {
    /** How many times slower than a quiet laptop this machine was when the run began: from 1 to 5. */
    slowness: number;
  }
}

/** Finds out how slow this machine is now, from what nearly all tests wait for: a process that starts. */
export function calibrate(): number {
  const times = [1, 2, 3].map(() => {
    const startedAt = performance.now();
    spawnSync(process.execPath, ['--eval', '']);
    return performance.now() - startedAt;
  });
  return Math.min(Math.max(1, ...times.map((ms) => ms / USUAL_MS)), MOST);
}
