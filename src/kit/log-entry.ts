/** A request that was answered, and how. Holds no key. */
export interface LogEntry {
  /** Counts up from 1. */
  readonly id: number;
  /** When it came, epoch ms: by the clock of the host where it has one, else by the mock's. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  /** Bytes of the body. */
  readonly bytes: number;
  /** How long the reply was held back on purpose, in milliseconds. */
  readonly delayMs: number;
  /** What was done to the reply on its way. */
  readonly broken: 'dropped' | 'cut' | false;
  /** Whether the studio asked, and not the application. */
  readonly byStudio: boolean;
}

/** How many requests a log remembers. */
export const LOG_SIZE = 1_000;
