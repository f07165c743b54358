import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createRedisState } from '../../src/journal/redis/index.ts';
import { createMock } from '../../src/mock/mock.ts';

const RECORDER = fileURLToPath(new URL('./redis-recorder.mjs', import.meta.url));
/** A round that takes longer is considered hung. */
const ROUND_MS = 60_000;

/** The result of killing mocks while they record. */
interface Killed {
  /** Visits whose recording was acknowledged. */
  readonly kept: number;
  /** Acknowledged visits that are missing, duplicate visits, and mocks that ended on their own: as sentences. */
  readonly faults: readonly string[];
}

/**
 * Lets two mocks record at a time, each in its own process, and in each round kills one of them after it has acknowledged
 * a number of recordings. Then checks that a mock that ran the whole time and a new one both contain
 * every acknowledged visit exactly once.
 *
 * @param moments - after how many lines to kill a mock: 1 is while it joins, or just after.
 */
export async function killRecorders(url: string, moments: readonly number[]): Promise<Killed> {
  const kept = new Map<string, number>();
  const witness = await open(url);
  const running: Recorder[] = [start(url, 'recorder-0', kept)];
  const ended: string[] = [];
  const kill = async (recorder: Recorder | undefined, lines: number) => {
    if (recorder && !(await recorder.killAfter(lines))) ended.push(`${recorder.name} ended before it was killed`);
  };
  try {
    for (const [round, lines] of moments.entries()) {
      running.push(start(url, `recorder-${round + 1}`, kept));
      await kill(running.shift(), lines);
    }
  } finally {
    await Promise.all(running.map((recorder) => kill(recorder, 0)));
  }
  const late = await open(url);
  try {
    const faults = await Promise.all([witness, late].map(({ mock }) => findFaults(mock, kept)));
    return { kept: [...kept.values()].reduce((sum, count) => sum + count, 0), faults: [...ended, ...faults.flat()] };
  } finally {
    await Promise.all([witness.state.close(), late.state.close()]);
  }
}

async function open(url: string) {
  const state = await createRedisState({ url });
  const mock = createMock({ users: 0 });
  await mock.attach(state);
  return { state, mock };
}

async function findFaults(mock: ReturnType<typeof createMock>, kept: ReadonlyMap<string, number>): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, count] of kept) {
    const paths = (await mock.events(name)).map((event) => ('path' in event ? event.path : ''));
    const numbers = paths.map((path) => Number(path.slice(1, -1)));
    if (new Set(numbers).size !== numbers.length) faults.push(`${name} has a visit twice`);
    // one more is allowed, whose recorder was killed before it could acknowledge it
    const isWhole = numbers.every((number, index) => number === index + 1);
    if (!isWhole || numbers.length < count || numbers.length > count + 1) {
      faults.push(`${name} has ${numbers.length} visits, where ${count} were acknowledged`);
    }
  }
  return faults;
}

interface Recorder {
  readonly name: string;
  /** Kills it when it has printed this many lines in total, and waits for its end; false if it had ended on its own. */
  killAfter(lines: number): Promise<boolean>;
}

function start(url: string, name: string, kept: Map<string, number>): Recorder {
  const child: ChildProcess = spawn(process.execPath, [RECORDER, url, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let lines = 0;
  let most = Number.POSITIVE_INFINITY;
  kept.set(name, 0);
  const timer = setTimeout(() => child.kill('SIGKILL'), ROUND_MS);
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      const [, number] = /^kept (\d+)$/.exec(line) ?? [];
      if (number !== undefined) kept.set(name, Number(number));
      lines += 1;
      if (lines >= most) child.kill('SIGKILL');
    });
  }
  return {
    name,
    async killAfter(count) {
      most = count;
      if (lines >= most) child.kill('SIGKILL');
      const [, signal] = await closed;
      clearTimeout(timer);
      return signal === 'SIGKILL';
    },
  };
}
