import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../support/cli.ts';

describe('bad usage is reported in one line and exits 2:', () => {
  test.each<[string[], string]>([
    [['--prot', '1'], "unknown option '--prot'; did you mean --port?"],
    [['--kye=Secret'], "unknown option '--kye'"],
    [
      ['--port', '12abc'],
      "option '-p, --port <number>' argument '12abc' is invalid. It must be a whole number of 0 or more.",
    ],
    [['-p'], "'-p, --port <number>' argument missing"],
    [['--port', '65536'], '--port: must be a whole number from 0 to 65535, received 65536.'],
    [['--now', 'yesterday'], 'It must be epoch milliseconds up to 8640000000000000, or an ISO date such as 2026-01-31'],
    [['--now', '8640000000000001'], 'It must be epoch milliseconds up to 8640000000000000, or an ISO date'],
    [['--window', 'day'], 'Allowed choices are event, session.'],
    [['--cors', 'a.example'], 'It must be loopback, *, off, or origins such as https://shop.example.org'],
    [['--project', 'a/b'], '--project: '],
    [['--key', 'top secret'], '--key: must be printable ASCII without spaces, received a key that is not shown.'],
    [['--host', '192.0.2.1', '--port', '0'], 'this machine has no address 192.0.2.1.'],
    [['extra.json'], 'Failed to read the fixture extra.json: there is no such file or folder (ENOENT).'],
    [['--scenario', 'storm'], 'is invalid. There is no such scenario. There are empty, first-visit, '],
    [['--scenario', 'slwo'], 'There is no such scenario; did you mean "slow"? There are empty, '],
    [['--latency', '900-100'], "option '--latency <ms>' argument '900-100' is invalid. Its times must not decrease"],
    [['--latency', '200/100/300'], 'Its times must not decrease'],
    [['--fault', 'stauts=503'], 'There is no field "stauts"; did you mean "status"?'],
    [['--fault', 'status=503,latency=9-1'], 'Its times must not decrease'],
    [['--fault', 'slow'], 'It must be fields such as status=503,rate=0.2'],
    [['--fault', 'status=200'], '--fault status: expected 400 or more, received 200.'],
    [['--fault', 'status=503,cut=0.5'], 'must have one of status, drop and cut, not several'],
    [['--locale', 'tlh'], 'Allowed choices are en, de'],
    [['--speed', '60'], '--speed needs --live, without which the clock stands still. Pass both.'],
    [['--workers', '0'], 'It must be a whole number from 1 to 64.'],
    [['--state', '.'], 'Failed to use the state file'],
    [['--max-body', '1'], '--max-body: must be a whole number from 1024 to 1073741824, received 1.'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['mock', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^.*[.]\n$/);
    expect(stderr).not.toMatch(/secret/i);
  });

  test('a taken port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    expect(await runCli(['mock', '--port', `${port}`])).toEqual({
      code: 2,
      stdout: '',
      stderr: `Failed to serve: port ${port} of 127.0.0.1 is in use. Stop the program that uses it, or choose another with --port ${port + 1} (npm start -- --port ${port + 1}); --port 0 picks a free one.\n`,
    });
  });

  test('with the stack when DEBUG is set', async () => {
    const { stderr } = await runCli(['mock', '--port', '65536'], { env: { DEBUG: '1' } });
    expect(stderr).toMatch(/\n {4}at /);
  });
});
