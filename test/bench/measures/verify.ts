import type { Summary } from '../../../src/contract/outcome/result.ts';
import type { Measure } from '../measure.ts';
import { runScript } from '../server-process.ts';
import { toSpread } from '../spread.ts';
import { KIT, kit } from '../subjects.ts';

/** A whole run of the contract against the mock. */
export const verifyMeasure: Measure = {
  name: 'verify',
  title: 'verify against the mock, from spawn to exit',
  async run({ rounds, start }) {
    const { origin } = await start(kit());
    const times: number[] = [];
    const requests: number[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      const startedAt = performance.now();
      const { summary } = await runScript<{ summary: Summary }>([
        ...[KIT, 'verify', `${origin}/api/app`, '--reporter', 'json', '--seed', String(round)],
      ]);
      times.push((performance.now() - startedAt) / 1_000);
      requests.push(summary.requests);
    }
    return [
      { what: 'time', value: toSpread(times), unit: 's', target: { atMost: 3 } },
      { what: 'requests', value: toSpread(requests), target: { atMost: 600 } },
    ];
  },
};
