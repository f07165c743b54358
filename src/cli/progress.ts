import type { ContractEvent } from '../contract/index.ts';
import { isWatched, printReport } from './print.ts';

/** A line on a terminal that says how far a run is. */
export interface Progress {
  update(event: ContractEvent): void;
  /** Takes the line away. */
  clear(): void;
}

const CLEAR = '\r\u001b[2K';

/** Shows how far a run is while somebody watches, on standard error; nowhere else. */
export function showProgress(): Progress {
  const began = Date.now();
  let total = 0;
  let done = 0;
  return {
    update(event) {
      if (event.type === 'start') total = event.total;
      if (event.type !== 'result' || !isWatched()) return;
      done += 1;
      const [group] = event.result.id.split('-');
      const seconds = Math.round((Date.now() - began) / 1000);
      printReport(`${CLEAR}${done}/${total} ${group}, ${event.requests} requests, ${seconds} s`, 'stderr');
    },
    clear() {
      if (isWatched()) printReport(CLEAR, 'stderr');
    },
  };
}
