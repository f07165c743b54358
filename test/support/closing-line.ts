import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Prints `N passed, N failed` as the very last line of a run, followed by `, N skipped` if there are any. */
export class ClosingLine implements Reporter {
  #line: string | undefined;

  onInit(): void {
    // other reporters and vitest itself may print until the process ends
    process.once('exit', () => {
      if (this.#line !== undefined) process.stdout.write(`${this.#line}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = modules.map(countTests);
    const sum = (key: keyof Counts) => counts.reduce((total, count) => total + count[key], 0);
    const skipped = sum('skipped');
    this.#line = `${sum('passed')} passed, ${sum('failed') + unhandledErrors.length} failed`;
    if (skipped > 0) this.#line += `, ${skipped} skipped`;
  }
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts the tests of a file. One that failed to load, or whose hooks failed, counts as a failure without a failed test. */
function countTests(module: TestModule): Counts {
  const states = Array.from(module.children.allTests(), (test) => test.result().state);
  const count = (state: (typeof states)[number]) => states.filter((other) => other === state).length;
  const failed = count('failed') + count('pending');
  return {
    passed: count('passed'),
    failed: failed === 0 && module.state() === 'failed' ? 1 : failed,
    skipped: count('skipped'),
  };
}
