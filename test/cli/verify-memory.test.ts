import { describe, expect, onTestFinished, test } from 'vitest';
import { startCli } from '../support/cli.ts';
import { incomplete, type Misbehave, openHostile } from '../support/hostile.ts';
import { scaled } from '../support/patience.ts';

/**
 * Prints the peak memory of the command in kB when it ends, as Linux reports it for the program itself where it does:
 * the figure of `getrusage` includes the memory of the process that started the command.
 */
const MEASURE = `data:text/javascript,${encodeURIComponent(`
  import { existsSync, readFileSync } from 'node:fs';
  process.on('exit', () => {
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
    const peak = /VmHWM:\\s+(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
    process.stderr.write('peak ' + peak);
  });
`)}`;
const MOST_MB = 200;

const endless = Object.entries(incomplete).filter(([name]) => /body without end|unpacks|2 GB|3000 headers/.test(name));
// in the middle of a run, and one of them at its start
const cases = endless.flatMap(([name, misbehave], index) =>
  (index === 0 ? [0, 60] : [60]).map((after) => [name, after, misbehave] as const),
);

describe('openreplay-kit verify, with its default limits, of a server that', () => {
  test.each<readonly [string, number, Misbehave]>(cases)(
    '%s after %i requests takes less than 200 MB',
    async (_, after, misbehave) => {
      const server = await openHostile(misbehave, { after });
      onTestFinished(() => server.close());
      const { code, stderr } = await startCli(['verify', server.url, '--seed', '1', '--timeout', `${scaled(1_000)}`], {
        nodeArgs: ['--import', MEASURE],
      }).end();
      expect(code).toBe(1);
      const peakMb = Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
      expect(peakMb).toBeLessThan(MOST_MB);
    },
  );
});
