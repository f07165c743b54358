import type { ContractEvent } from '../contract/index.ts';

/** A line on a terminal that says how far a run is. */
export interface Progress {
  update(event: ContractEvent): void;
  /** Takes the line away. */
  clear(): void;
}

const CLEAR = '\r\u001b[2K';

/** Shows how far a run is while somebody watches, on standard error; nowhere else. */
export function showProgress(): Progress {
  const began = performance.now();
  const { stderr } = process;
  let total = 0;
  let done = 0;
  return {
    update(event) {
      if (event.type === 'start') total = event.total;
      if (event.type !== 'result' || !isWatched()) return;
      done += 1;
      const [group] = event.result.id.split('-');
      const seconds = Math.round((performance.now() - began) / 1000);
      stderr.write(`${CLEAR}${done}/${total} ${group}, ${event.requests} requests, ${seconds} s`);
    },
    clear() {
      if (isWatched()) stderr.write(CLEAR);
    },
  };
}

function isWatched(): boolean {
  const { NO_COLOR, TERM, CI } = process.env;
  return process.stderr.isTTY === true && !NO_COLOR && TERM !== 'dumb' && !CI;
}
