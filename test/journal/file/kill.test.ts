import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { readKept, rowsOf } from './changes.ts';
import { newPlace } from './places.ts';

const APPENDER = fileURLToPath(new URL('./appender.mjs', import.meta.url));
const KILLS = 9;

/** After how many printed lines the appender is killed: while it opens the file, reads it, or writes to it. */
const moments = fc.sample(fc.noBias(fc.integer({ min: 1, max: 150 })), { numRuns: KILLS, seed: 42 });

test(`a process killed ${KILLS} times while it writes loses nothing that it reported as kept`, async () => {
  const path = newPlace();
  const checksums = new Map<number, string>();
  let last = 0;
  let opened = 0;

  for (const lines of moments) {
    const said = await runAndKill(path, lines);
    const held = said.held.map(({ number }) => number);
    expect(held).toEqual(held.map((_, index) => (held[0] ?? 0) + index));
    if (said.opened) {
      opened++;
      // one more may be there, whose appender was killed before it could say so
      expect([last, last + 1]).toContain(held.at(-1) ?? 0);
      last = held.at(-1) ?? 0;
    }
    expect(said.kept.map(({ number }) => number)).toEqual(said.kept.map((_, index) => last + 1 + index));
    last += said.kept.length;
    for (const { number, checksum } of [...said.held, ...said.kept]) {
      expect({ number, checksum }).toEqual({ number, checksum: checksums.get(number) ?? checksum });
      checksums.set(number, checksum);
    }
  }

  const kept = await readKept(path);
  const numbers = rowsOf(kept).map(({ events }) => Number(events[0]?.sessionId ?? 0));
  expect(kept[0]?.type).toBe('replace');
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  expect([last, last + 1]).toContain(numbers.at(-1));
  expect(opened).toBeGreaterThan(KILLS / 2);
});

interface Numbered {
  readonly number: number;
  readonly checksum: string;
}

/** What an appender printed. */
interface Said {
  readonly held: readonly Numbered[];
  readonly opened: boolean;
  readonly kept: readonly Numbered[];
}

/** Lets an appender print the given number of lines, kills it, and returns everything that it printed. */
async function runAndKill(path: string, lines: number): Promise<Said> {
  const child = spawn(process.execPath, [APPENDER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  const said: string[][] = [];
  for await (const line of createInterface(child.stdout)) {
    if (said.push(line.split(' ')) === lines) child.kill('SIGKILL');
  }
  await closed;
  expect(child.signalCode).toBe('SIGKILL');
  const numbered = (kind: string) =>
    said
      .filter(([word, , checksum]) => word === kind && checksum !== undefined)
      .map(([, number, checksum = '']) => ({ number: Number(number), checksum }));
  return { held: numbered('held'), opened: said.some(([word]) => word === 'opened'), kept: numbered('kept') };
}
