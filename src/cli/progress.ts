import type { ContractEvent } from '../contract/index.ts';
import { count } from '../shared/count.ts';
import { toPrintable } from '../shared/printable.ts';
import { isWatched, printReport } from './print.ts';

/** A progress line on standard error if that is a terminal; nothing elsewhere. */
interface ProgressLine {
  show(text: string): void;
  /** Removes the line. */
  clear(): void;
}

/** Opens a progress line. */
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

/** A line that shows the progress of a run. */
interface Progress {
  update(event: ContractEvent): void;
  /** Removes the line. */
  clear(): void;
}

const CLEAR = '\r\u001b[2K';

/** Shows the progress of a run on standard error if that is a terminal. */
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
      line.show(`${done}/${total} ${group}, ${count(event.requests, 'request')}, ${seconds} s`);
    },
    clear: line.clear,
  };
}
