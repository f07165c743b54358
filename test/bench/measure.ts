import type { Finding } from './finding.ts';
import type { LoadGenerator } from './load.ts';
import type { ServerCommand, ServerProcess } from './server-process.ts';

/** What a measure works with. */
export interface Bench {
  readonly rounds: number;
  readonly seconds: number;
  readonly load: LoadGenerator;
  /** A folder for files that are gone after the run. */
  readonly folder: string;
  /** Starts a server that ends with the measure at the latest. */
  start(command: ServerCommand): Promise<ServerProcess>;
}

/** A row of the benchmark. */
export interface Measure {
  /** What `--only` takes. */
  readonly name: string;
  readonly title: string;
  run(bench: Bench): Promise<Finding[]>;
}
