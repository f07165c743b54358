import { spawnSync } from 'node:child_process';

/** The time to start Node on an idle laptop. */
const USUAL_MS = 50;

/** The limit of the factor: beyond it a run would mostly wait, and limits have enough slack anyway. */
const MOST = 5;

declare module 'vitest' {
  interface ProvidedContext {
    /** How many times slower than an idle laptop this machine was when the run began: from 1 to 5. */
    slowness: number;
  }
}

/** Measures how slow this machine is right now, by what nearly all tests wait for: starting a process. */
export function calibrate(): number {
  const times = [1, 2, 3].map(() => {
    const startedAt = performance.now();
    spawnSync(process.execPath, ['--eval', '']);
    return performance.now() - startedAt;
  });
  return Math.min(Math.max(1, ...times.map((ms) => ms / USUAL_MS)), MOST);
}
