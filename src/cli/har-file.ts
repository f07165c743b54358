import type { OnExchange } from '../contract/index.ts';
import { HAR_END, HAR_START, toHarEntry } from '../contract/report/har.ts';
import { toFile } from './verify-reports.ts';

/** A HAR file that grows while a run goes on, so that long runs take no memory. */
interface HarFile {
  readonly add: OnExchange;
  /** Makes the file whole. */
  end(): void;
}

/** Starts a HAR file. One that cannot be written is a warning, as a report is. */
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
