import { useEffect, useState } from 'preact/hooks';
import type { ToldTime } from '../model/mirror.ts';
import { MAX_DATE_MS } from '../parts/typed-time.ts';

const TICK_MS = 1_000;

/** Lets a time that was told run on. */
export function useRunningTime(told: ToldTime | undefined, now: () => number): number | undefined {
  const [, setTick] = useState(0);
  const isRunning = told !== undefined && told.speed > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return told && Math.min(MAX_DATE_MS, told.now + (now() - told.toldAt) * told.speed);
}
