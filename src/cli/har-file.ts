import type { OnExchange } from '../contract/index.ts';
import { HAR_END, HAR_START, toHarEntry } from '../contract/report/har.ts';
import { toFile } from './verify-reports.ts';

/** A HAR file that grows during a run, so that long runs take no memory. */
interface HarFile {
  readonly add: OnExchange;
  /** Completes the file. */
  end(): void;
}

/** Starts a HAR file. As with reports, failing to write it is only a warning. */
export function openHar(file: string): HarFile {
  const write = toFile(file, { what: `the exchanges to ${file}` });
  let separator = '\n';
  write(HAR_START);
  return {
    add(exchange) {
      write(separator + toHarEntry(exchange));
      separator = ',\n';
    },
    end: () => write(HAR_END),
  };
}
