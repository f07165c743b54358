import type { Measure } from '../measure.ts';
import { runScript } from '../server-process.ts';
import { toRatio, toSpread } from '../spread.ts';
import { DOCUMENTED_PATH, subject } from '../subjects.ts';

/** MSW in one process with its client. */
export const mswMeasure: Measure = {
  name: 'msw',
  title: 'MSW in process, CPU time per intercepted fetch',
  async run({ rounds }) {
    // short rounds: garbage is collected in some and not in others
    const order = JSON.stringify({ rounds: 5 * rounds, path: DOCUMENTED_PATH });
    const { fixed, kit } = await runScript<{ fixed: number[]; kit: number[] }>([subject('msw'), order]);
    return [
      { what: 'a handler that returns a static Response', value: toSpread(fixed), unit: 'µs' },
      {
        what: 'handlers of openreplay-kit',
        value: toSpread(kit),
        unit: 'µs',
        ratio: toRatio(kit, fixed),
        beside: 'the static handler',
        target: { atMost: 1.1 },
      },
    ];
  },
};

/** How fast events are made up. */
export const generatorMeasure: Measure = {
  name: 'generator',
  title: 'generated events, one core',
  async run({ rounds, seconds }) {
    const order = JSON.stringify({ rounds, seconds });
    const { made, replied } = await runScript<{ made: number[]; replied: number[] }>([subject('generator'), order]);
    return [
      { what: 'made up', value: toSpread(made), unit: 'events/s', target: { atLeast: 500_000 } },
      { what: 'made up and encoded as a reply', value: toSpread(replied), unit: 'events/s' },
    ];
  },
};
