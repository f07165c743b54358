import type { Bench, Measure } from '../measure.ts';
import { residentBytes } from '../process-memory.ts';
import { interleave } from '../rounds.ts';
import { ask, runScript, type ServerCommand } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { bare, kit, pathOf, prism, subject } from '../subjects.ts';

/** From the start of the process to the end of its first reply. */
export const spawnMeasure: Measure = {
  name: 'spawn',
  title: 'from spawn to first reply',
  async run({ rounds, folder, start }) {
    const ready = (command: () => ServerCommand | Promise<ServerCommand>) => async () => {
      const server = await start(await command());
      await server.stop();
      return server.readyMs;
    };
    const subjects = { bare: ready(() => bare(folder)), kit: ready(() => kit()), prism: ready(() => prism()) };
    await interleave(subjects, 1);
    const values = await interleave(subjects, rounds);
    return [
      { what: 'bare node:http', value: toSpread(values.bare), unit: 'ms' },
      {
        what: 'openreplay-kit',
        value: toSpread(values.kit),
        unit: 'ms',
        ratio: toRatio(values.kit, values.bare),
        beside: 'bare',
        target: { atMost: 2 },
      },
      {
        what: 'Prism static, as shipped',
        value: toSpread(values.prism),
        unit: 'ms',
        ratio: toRatio(values.prism, values.bare),
        beside: 'bare',
      },
    ];
  },
};

/** A million generated users beside 25. */
export const usersMeasure: Measure = {
  name: 'users',
  title: '--users 1000000 beside --users 25',
  async run(bench) {
    const { rounds } = bench;
    // the same user in both: an ID does not depend on how many there are
    const [userId = ''] = await runScript<string[]>([subject('users'), '1']);
    const bytes: Record<string, number[]> = { few: [], many: [] };
    const ready = (name: string, users: string) => async () => {
      const { readyMs, resident } = await startAndAsk(bench, users, userId);
      bytes[name]?.push(resident / 2 ** 20);
      return readyMs;
    };
    const subjects = { few: ready('few', '25'), many: ready('many', '1000000') };
    await interleave(subjects, 1);
    const { few, many } = await interleave(subjects, rounds);
    const [small, large] = [bytes.few ?? [], bytes.many ?? []];
    const target = { atMost: 1.1 };
    return [
      { what: 'first reply, 25 users', value: toSpread(few), unit: 'ms' },
      {
        what: 'first reply, 1,000,000 users',
        value: toSpread(many),
        unit: 'ms',
        ratio: toRatio(many, few),
        beside: '25 users',
        target,
      },
      { what: 'memory once a generated user was asked for, 25 users', value: toSpread(small), unit: 'MB' },
      {
        what: 'memory once a generated user was asked for, 1,000,000 users',
        value: toSpread(large),
        unit: 'MB',
        ratio: toRatio(large, small),
        beside: '25 users',
        target,
      },
    ];
  },
};

async function startAndAsk({ start }: Bench, users: string, userId: string) {
  const server = await start(kit(['--users', users]));
  const reply = await ask(server.origin + pathOf(encodeURIComponent(userId)));
  if (!reply?.body.includes('"LOCATION"')) throw new Error(`a generated user has no page: ${reply?.body}`);
  const resident = residentBytes(server.pid);
  await server.stop();
  return { readyMs: server.readyMs, resident };
}
