import type { Finding } from '../finding.ts';
import { CONNECTIONS } from '../load.ts';
import type { Measure } from '../measure.ts';
import { compareCpu, readFrom } from '../reading.ts';
import { NoRecording, Recorder } from '../recorder.ts';
import { interleave } from '../rounds.ts';
import { ask, runScript, type ServerProcess } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { kit, pathOf, subject } from '../subjects.ts';

/** More than a mock keeps, so that it makes up each again. */
const USERS = 4_000;
const WRITES = 20;
const READS = 10;

/** Two processes beside one, on generated users, and beside two servers that share nothing but the machine. */
export const workersMeasure: Measure = {
  name: 'workers',
  title: `--workers 2 beside one worker, ${USERS} users that are made up anew for each reply`,
  async run(bench) {
    const { rounds, start, load, seconds } = bench;
    const flags = ['--users', String(USERS)];
    const one = await start(kit(flags));
    const two = await start(kit([...flags, '--workers', '2']));
    const apart = [await start(kit(flags)), await start(kit(flags))];
    const users = await runScript<string[]>([subject('users'), String(USERS)]);
    const paths = users.map((userId) => pathOf(encodeURIComponent(userId)));
    const readings = { one: readFrom(bench, one, paths), two: readFrom(bench, two, paths) };
    const readApart = async () => {
      const read = ({ origin }: ServerProcess) => load.run({ origin, paths, seconds, connections: CONNECTIONS / 2 });
      return (await Promise.all(apart.map(read))).reduce((sum, speed) => sum + speed);
    };
    const subjects = { one: readings.one.run, two: readings.two.run, apart: readApart };
    await interleave(subjects, 1);
    const values = await interleave(subjects, rounds);
    return [
      { what: 'one worker', value: toSpread(values.one), unit: 'req/s' },
      {
        what: 'two workers',
        value: toSpread(values.two),
        unit: 'req/s',
        ratio: toRatio(values.two, values.one),
        beside: 'one worker',
        target: { atLeast: 1.7 },
      },
      ...compareCpu('two workers', readings.two, readings.one, 'one worker'),
      { what: 'two servers apart', ratio: toRatio(values.apart, values.one), beside: 'one worker' },
      {
        what: 'two workers',
        ratio: toRatio(values.two, values.apart),
        beside: 'two servers apart',
        target: { atLeast: 0.9 },
      },
      await readBack(two.origin),
    ];
  },
};

/** Every read is on a separate connection, so the workers share them. */
async function readBack(origin: string): Promise<Finding> {
  const what = 'reads that see at once what was recorded';
  const recorder = new Recorder(origin);
  let seen = 0;
  try {
    for (let write = 0; write < WRITES; write += 1) {
      const userId = `seen-${write}`;
      await recorder.record(JSON.stringify([{ userId, events: [{ type: 'LOCATION', path: '/seen/' }] }]));
      const replies = await Promise.all(Array.from({ length: READS }, () => ask(origin + pathOf(userId))));
      seen += replies.filter((reply) => reply?.body.includes('"/seen/"')).length;
    }
  } catch (error) {
    if (!(error instanceof NoRecording)) throw error;
    return { what, missing: `not available: ${error.message}` };
  } finally {
    recorder.close();
  }
  return { what, value: toSpread([(100 * seen) / (WRITES * READS)]), unit: '%', target: { atLeast: 100 } };
}
