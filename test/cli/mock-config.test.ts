import { describe, expect, test } from 'vitest';
import { sessionsPath } from '../support/ask.ts';
import { runCli } from '../support/cli.ts';
import { makeFile } from '../support/files.ts';
import { startMock } from './mock-runs.ts';

const write = (config: unknown) => makeFile('openreplay-kit.config.json', JSON.stringify(config));

describe('a config file for mock', () => {
  test('sets the flags that it names, with lists for those that may be repeated', async () => {
    const config = write({
      url: 'https://openreplay.example.com/api/app',
      mock: {
        seed: 7,
        now: '2025-06-15T12:00:00Z',
        users: 3,
        documentedUser: false,
        project: ['shop', 'blog'],
        latency: '10-20',
        fault: ['status=503,times=1', 'drop,userId=nobody'],
        scenario: 'slow',
      },
    });
    const { cli, greeting } = await startMock(['--config', config]);
    await cli.until(/ --seed 7 --now 1749988800000 --users 3 --no-documented-user --project shop --project blog\n/);
    expect(greeting).toContain(
      'Scenarios: slow\nLatency: 10-20 ms\nFault: status=503,times=1\nFault: drop,userId=nobody\n',
    );
  });

  test('yields to the command line', async () => {
    const config = write({ mock: { users: 3, seed: 'demo', control: false, log: true } });
    const { cli, greeting, get } = await startMock(['--config', config, '--users', '5', '--no-log']);
    await cli.until(/ --seed demo --now \d+ --users 5\n/);
    expect(greeting).not.toContain('Studio');
    await get(sessionsPath());
    expect((await cli.end('SIGTERM')).stdout).not.toContain(' GET ');
  });

  test.each([
    [{ mock: { prot: 1 } }, 'mock: there is no flag "prot"; did you mean "port"?'],
    [{ mcok: { port: 1 } }, 'there is no field "mcok"; did you mean "mock"?'],
    [{ mock: { key: 'Secret' } }, 'keys do not belong in it; set OPENREPLAY_API_KEY.'],
    [{ mock: { controlKey: 'Secret' } }, 'keys do not belong in it; set OPENREPLAY_KIT_CONTROL_KEY.'],
    [{ mock: { port: 'x' } }, 'mock.port: must be a whole number of 0 or more, received "x".'],
    [{ mock: { live: 'yes' } }, 'mock.live: must be true or false, received "yes".'],
    [{ mock: { port: true } }, 'mock.port: must be a value, received true.'],
    [{ mock: [] }, 'mock: must be an object of flags, each a text, a number, true, false or a list.'],
  ])('with %j is refused', async (content, why) => {
    const config = write(content);
    const { code, stderr } = await runCli(['mock', '--config', config]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `Failed to read the config ${config}: ${why}\n` });
  });

  test('is not checked by verify', async () => {
    const config = write({ url: 'http://127.0.0.1:9/api/app', project: 'p', user: 'u', mock: { users: 3 } });
    const { stderr } = await runCli(['verify', '--config', config, '--key', 'k']);
    expect(stderr).not.toContain('config');
  });
});
