import { useEffect, useState } from 'preact/hooks';
import type { ReportedTime } from '../model/mirror.ts';
import { MAX_DATE_MS } from '../parts/typed-time.ts';

const TICK_MS = 1_000;

/** Advances a reported time while the clock runs. */
export function useRunningTime(reported: ReportedTime | undefined, now: () => number): number | undefined {
  const [, setTick] = useState(0);
  const isRunning = reported !== undefined && reported.speed > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return reported && Math.min(MAX_DATE_MS, reported.now + (now() - reported.reportedAt) * reported.speed);
}
