import { freePort } from '../../support/free-port.ts';
import { RedisServer } from '../../support/redis-server.ts';
import type { Finding } from '../finding.ts';
import type { Bench, Measure } from '../measure.ts';
import { residentBytes } from '../process-memory.ts';
import { compareCpu, readFrom } from '../reading.ts';
import { Recorder } from '../recorder.ts';
import { interleave } from '../rounds.ts';
import { ask, runScript, type ServerProcess } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { DOCUMENTED_PATH, kit, pathOf, subject } from '../subjects.ts';

const MOCKS = 4;
/** Events that a mock finds when it joins. */
const EVENTS = 100_000;
const WRITES = 500;
const BATCH_EVENTS = 1_000;

/** Four mocks with one state in Redis, beside a single mock. */
export const redisMeasure: Measure = {
  name: 'redis',
  title: `${MOCKS} mocks with one state in Redis`,
  async run(bench) {
    const server = new RedisServer(await freePort(), bench.folder);
    try {
      await server.start();
    } catch (error) {
      return [{ what: 'mocks', missing: `not available: ${error instanceof Error ? error.message : error}` }];
    }
    try {
      return await measure(bench, server);
    } finally {
      await server.kill();
    }
  },
};

async function measure(bench: Bench, server: RedisServer): Promise<Finding[]> {
  const { rounds, start, seconds } = bench;
  const url = server.url();
  const alone = await start(kit());
  const mocks: ServerProcess[] = [];
  for (let count = 0; count < MOCKS; count++) mocks.push(await start(kit(['--state', url])));
  const [one, other] = mocks as [ServerProcess, ServerProcess];

  const readings = { alone: readFrom(bench, alone, [DOCUMENTED_PATH]), one: readFrom(bench, one, [DOCUMENTED_PATH]) };
  const subjects = { alone: readings.alone.run, one: readings.one.run };
  await interleave(subjects, 1);
  const reads = await interleave(subjects, rounds);
  const memory = { alone: residentBytes(alone.pid) / 2 ** 20, one: residentBytes(one.pid) / 2 ** 20 };

  const recorder = new Recorder(one.origin);
  try {
    const visible = await recordAndLook(recorder, other.origin);
    const { batches } = await interleave({ batches: () => recorder.recordFor(seconds) }, rounds);
    await fetch(`${one.origin}/__kit/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    for (let events = 0; events < EVENTS; events += BATCH_EVENTS) await recorder.record(batchOf(events));
    const joined = await join(url, rounds);
    const bytes = Number(/used_memory:(\d+)/.exec(await server.answer('INFO memory'))?.[1]);
    return [
      { what: 'one mock alone', value: toSpread(reads.alone), unit: 'req/s' },
      {
        what: 'one of four mocks',
        value: toSpread(reads.one),
        unit: 'req/s',
        ratio: toRatio(reads.one, reads.alone),
        beside: 'one mock alone',
        target: { atLeast: 0.95 },
      },
      ...compareCpu('one of four mocks', readings.one, readings.alone, 'one mock alone'),
      ...visible,
      { what: `recorded in batches of ${BATCH_EVENTS} events`, value: toSpread(batches), unit: 'events/s' },
      {
        what: `a mock joins, with ${EVENTS} recorded events`,
        value: toSpread(joined),
        unit: 'ms',
        target: { atMost: 1_000 },
      },
      {
        what: 'resident memory of one of four mocks, after load',
        value: toSpread([memory.one]),
        unit: 'MB',
        ratio: toRatio([memory.one], [memory.alone]),
        beside: 'one mock alone',
      },
      { what: `memory of Redis with ${EVENTS} events`, value: toSpread([bytes / 2 ** 20]), unit: 'MB' },
    ];
  } finally {
    recorder.close();
  }
}

/** Records visits one by one, and looks for each through another mock as soon as it is acknowledged. */
async function recordAndLook(recorder: Recorder, origin: string): Promise<Finding[]> {
  const waits: number[] = [];
  let seenAtOnce = 0;
  let recordingMs = 0;
  for (let write = 0; write < WRITES; write++) {
    const userId = `seen-${write}`;
    const sentAt = performance.now();
    await recorder.record(JSON.stringify({ userId, events: [{ type: 'LOCATION', path: '/seen/' }] }));
    const keptAt = performance.now();
    recordingMs += keptAt - sentAt;
    let looks = 0;
    let isSeen = false;
    while (!isSeen) {
      looks += 1;
      isSeen = (await ask(origin + pathOf(userId)))?.body.includes('"/seen/"') === true;
    }
    waits.push(performance.now() - keptAt);
    if (looks === 1) seenAtOnce += 1;
  }
  const p99 = waits.sort((a, b) => a - b)[Math.floor(0.99 * WRITES)] ?? 0;
  return [
    {
      what: 'recorded visit by visit, by one client',
      value: toSpread([(1_000 * WRITES) / recordingMs]),
      unit: 'visits/s',
    },
    {
      what: 'reads through another mock that see at once what was recorded',
      value: toSpread([(100 * seenAtOnce) / WRITES]),
      unit: '%',
      target: { atLeast: 100 },
    },
    {
      what: 'from acknowledgement to the reply of another mock that shows it, p99',
      value: toSpread([p99]),
      unit: 'ms',
    },
  ];
}

async function join(url: string, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { ms, events } = await runScript<{ ms: number; events: number }>([subject('joined'), url]);
    if (events < EVENTS) throw new Error(`a mock that joined has ${events} events`);
    times.push(ms);
  }
  return times;
}

function batchOf(from: number): string {
  const visits = Array.from({ length: 20 }, (_, visit) => ({
    userId: `kept-${(from / 50 + visit) % 2_000}`,
    events: Array.from({ length: 50 }, (_, index) =>
      index % 3 === 0 ? { type: 'LOCATION', path: `/page-${index}/` } : { type: 'CLICK', label: `Button ${index}` },
    ),
  }));
  return JSON.stringify(visits);
}
