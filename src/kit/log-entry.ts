/** An answered request and its outcome, without keys. */
export interface LogEntry {
  /** Counts up from 1. */
  readonly id: number;
  /** When it arrived, epoch ms: by the host's clock if it has one, else by the mock's. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  /** Bytes of the body. */
  readonly bytes: number;
  /** How long the reply was delayed on purpose, in milliseconds. */
  readonly delayMs: number;
  /** How the reply was broken on purpose. */
  readonly broken: 'dropped' | 'cut' | false;
  /** Whether the request came from the studio, not the application. */
  readonly byStudio: boolean;
}

/** How many requests a log remembers. */
export const LOG_SIZE = 1_000;
