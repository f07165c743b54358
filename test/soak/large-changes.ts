import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createRedisState } from '../../src/journal/redis/index.ts';
import { INTERNALS } from '../../src/mock/internals.ts';
import { createMock } from '../../src/mock/mock.ts';
import { pause } from './client.ts';

const RECORDER = fileURLToPath(new URL('../support/redis-large-recorder.mjs', import.meta.url));
const WHOLE = 200_000;
const KILLED = 60_000;

/**
 * Records a large change through a mock that is a process of its own, and kills others that begin to; each is there whole
 * for another mock, or not at all. Gives what is wrong, as sentences.
 *
 * @param moments - when each is killed, in milliseconds after it has joined.
 */
export async function recordLargeChanges(url: string, moments: readonly number[]): Promise<readonly string[]> {
  const state = await createRedisState({ url });
  const mock = createMock({ users: 0 });
  await mock.attach(state);
  const faults: string[] = [];
  /** Counts what there is for whoever asks now: the mock may have to look first. */
  const count = async () => {
    await mock[INTERNALS].replica.refresh();
    return mock.recordedEvents();
  };
  try {
    const before = await count();
    const startedAt = performance.now();
    if (!(await record(url, WHOLE))) faults.push(`A change of ${WHOLE} events was not kept`);
    const events = (await count()) - before;
    console.log(
      `${events} events of ${WHOLE} seen by another mock, ${Math.round(performance.now() - startedAt)} ms after`,
    );
    if (events !== WHOLE) faults.push(`${events} events of ${WHOLE} are there`);
    let whole = 0;
    for (const ms of moments) {
      const known = await count();
      const isKept = await record(url, KILLED, ms);
      // who joins sees what is there, whatever is known here by now
      const found = (await countEvents(url)) - known;
      if (found !== 0 && found !== KILLED) faults.push(`${found} events of ${KILLED} are there`);
      if (isKept && found === 0) faults.push(`${KILLED} events were acknowledged and are lost`);
      if (found > 0) whole += 1;
      if (!(await record(url, 1))) faults.push('Nothing can be recorded after a mock was killed');
    }
    console.log(
      `${moments.length} mocks killed while each recorded ${KILLED} events: ${whole} of these changes are there`,
    );
    return faults;
  } finally {
    await state.close();
  }
}

/** Lets a process record so many events at once, and kills it some time after it has joined; returns whether they were kept. */
async function record(url: string, events: number, killAfterMs?: number): Promise<boolean> {
  const child = spawn(process.execPath, [RECORDER, url, String(events)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (said === 'joined\n' && killAfterMs !== undefined) {
      void pause(killAfterMs).then(() => child.kill('SIGKILL'));
    }
    if (said.endsWith('kept\n')) child.kill('SIGKILL');
  }
  await ended;
  return said.endsWith('kept\n');
}

async function countEvents(url: string): Promise<number> {
  const state = await createRedisState({ url });
  const mock = createMock({ users: 0 });
  await mock.attach(state);
  await state.close();
  return mock.recordedEvents();
}
