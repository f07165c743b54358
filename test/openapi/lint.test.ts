import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, it } from 'vitest';
import { renderSpec } from '../../src/openapi/write.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
/** What is in YAML is the same, as `write.test.ts` shows. */
const files = Object.keys(renderSpec())
  .filter((name) => name.endsWith('.json'))
  .map((name) => `openapi/${name}`);
const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const bin = (name: string) => `${root}node_modules/.bin/${name}`;

describe.concurrent('the lints', () => {
  it('Redocly, with its recommended rules, reports nothing', async ({ expect }) => {
    const { stdout } = await run(bin('redocly'), ['lint', '--config', '.redocly.yaml', '--format', 'json', ...files], {
      cwd: root,
      env,
    });
    expect(stdout.match(/"problems": \[\]/g)).toHaveLength(files.length);
  });

  it('Spectral, with its OpenAPI rules, reports nothing, not even a hint', async ({ expect }) => {
    const { stdout } = await run(
      bin('spectral'),
      ['lint', '--ruleset', '.spectral.yaml', '--fail-severity', 'hint', '--format', 'json', ...files],
      { cwd: root, env },
    );
    expect(stdout).toContain('[]');
  });
});
