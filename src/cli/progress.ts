import type { ContractEvent } from '../contract/index.ts';
import { toPrintable } from '../shared/printable.ts';
import { isWatched, printReport } from './print.ts';

/** A line on a terminal, on standard error, that comes and goes while somebody watches; nothing elsewhere. */
interface ProgressLine {
  show(text: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** Opens a line that says how far something is. */
export function openProgressLine(): ProgressLine {
  return {
    show(text) {
      if (isWatched()) printReport(CLEAR + toPrintable(text), 'stderr');
    },
    clear() {
      if (isWatched()) printReport(CLEAR, 'stderr');
    },
  };
}

/** A line on a terminal that says how far a run is. */
interface Progress {
  update(event: ContractEvent): void;
  /** Takes the line away. */
  clear(): void;
}

const CLEAR = '\r\u001b[2K';

/** Shows how far a run is while somebody watches, on standard error; nowhere else. */
export function showProgress(): Progress {
  const line = openProgressLine();
  const began = Date.now();
  let total = 0;
  let done = 0;
  return {
    update(event) {
      if (event.type === 'start') total = event.total;
      if (event.type !== 'result') return;
      done += 1;
      const [group] = event.result.id.split('-');
      const seconds = Math.round((Date.now() - began) / 1000);
      line.show(`${done}/${total} ${group}, ${event.requests} requests, ${seconds} s`);
    },
    clear: line.clear,
  };
}
