import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How long a way that failed stays closed. A new `npm ci` forgets it at once. */
const CLOSED_MS = 3_600_000;

/** Remembers ways that failed from one run to the next, so that none is tried twice in a row. */
export class FailedWays {
  readonly #file: string;
  readonly #now: () => number;

  constructor(file: string, now = Date.now) {
    this.#file = file;
    this.#now = now;
  }

  /** Whether this way failed within the last hour. */
  has(key: string): boolean {
    const failedAt = this.#read()[key];
    return typeof failedAt === 'number' && Math.abs(this.#now() - failedAt) < CLOSED_MS;
  }

  add(key: string): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ ...this.#read(), [key]: this.#now() }));
  }

  #read(): Readonly<Record<string, unknown>> {
    try {
      return Object(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // no file yet, or one that broke off: then nothing is known to fail
      return {};
    }
  }
}
