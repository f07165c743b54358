import type { FailedWays } from './failed-ways.ts';
import type { Need } from './need.ts';

interface GetMissingOptions {
  readonly failedWays: FailedWays;
  /** Takes what is to be shown, in pieces of one line. */
  readonly say: (text: string) => void;
}

/**
 * Looks for what tests need, and gets it where there is none. Says in one line what it does. Never fails: tests that
 * cannot do without it say so themselves, and all others run.
 */
export async function getMissing(need: Need, { failedWays, say }: GetMissingOptions): Promise<void> {
  const found = attempt(() => need.find());
  if (found.value !== undefined) return say(`${need.name}: ${found.value}\n`);

  say(`No ${need.name} here: `);
  for (const way of need.ways.filter((way) => way.isOpen())) {
    const key = `${need.name}: ${way.doing}`;
    say(`${way.doing}... `);
    if (failedWays.has(key)) {
      say('failed less than an hour ago; ');
      continue;
    }
    try {
      await way.get();
      const got = attempt(() => need.find());
      if (got.value === undefined) throw new Error('it left none that runs');
      return say(`${got.value}\n`);
    } catch (error) {
      failedWays.add(key);
      say(`failed (${error instanceof Error ? error.message : error}); `);
    }
  }
  say('tests that need it will fail.\n');
}

function attempt<T>(action: () => T): { value?: T } {
  try {
    return { value: action() };
  } catch {
    return {};
  }
}
