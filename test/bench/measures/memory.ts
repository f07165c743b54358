import type { Measure } from '../measure.ts';
import { residentBytes } from '../process-memory.ts';
import { interleave } from '../rounds.ts';
import type { ServerCommand } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { bare, DOCUMENTED_PATH, kit } from '../subjects.ts';

/** Resident memory of a new process that was under load. */
export const memoryMeasure: Measure = {
  name: 'memory',
  title: 'resident memory after load',
  async run({ rounds, seconds, load, folder, start }) {
    const after = (command: () => ServerCommand) => async () => {
      const server = await start(command());
      await load.run({ origin: server.origin, paths: [DOCUMENTED_PATH], seconds });
      const bytes = residentBytes(server.pid);
      await server.stop();
      return bytes / 2 ** 20;
    };
    const values = await interleave({ bare: after(() => bare(folder)), kit: after(() => kit()) }, rounds);
    return [
      { what: 'bare node:http', value: toSpread(values.bare), unit: 'MB' },
      {
        what: 'openreplay-kit',
        value: toSpread(values.kit),
        unit: 'MB',
        ratio: toRatio(values.kit, values.bare),
        beside: 'bare',
        target: { atMost: 1.4 },
      },
    ];
  },
};
