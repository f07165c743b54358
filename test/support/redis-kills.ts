import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createRedisState } from '../../src/journal/redis/index.ts';
import { createMock } from '../../src/mock/mock.ts';

const RECORDER = fileURLToPath(new URL('./redis-recorder.mjs', import.meta.url));
/** A round that takes longer hangs. */
const ROUND_MS = 60_000;

/** What became of mocks that were killed while they recorded. */
interface Killed {
  /** Visits whose recording was acknowledged. */
  readonly kept: number;
  /** Acknowledged visits that are not there, visits that are there twice, mocks that ended by themselves: as sentences. */
  readonly faults: readonly string[];
}

/**
 * Lets two mocks record at a time, each in a process of its own, and kills one of them in each round, after it has said
 * so many times that something is kept; then looks whether a mock that was there all the while, and one that joins, have
 * all that was acknowledged, each once.
 *
 * @param moments - after how many lines a mock is killed: 1 is while it joins, or just after.
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
    // one more may be there, whose recorder was killed before it could say so
    const isWhole = numbers.every((number, index) => number === index + 1);
    if (!isWhole || numbers.length < count || numbers.length > count + 1) {
      faults.push(`${name} has ${numbers.length} visits, where ${count} were acknowledged`);
    }
  }
  return faults;
}

interface Recorder {
  readonly name: string;
  /** Kills it when it has printed so many lines in all, and waits for its end; false when it had ended by itself. */
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
