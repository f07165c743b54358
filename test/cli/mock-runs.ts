import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DEVELOPMENT_KEY } from '../../src/index.ts';
import { type CliOptions, startMockCli } from '../support/cli.ts';

/** Starts a mock on a free port, and waits for all it prints before the users. */
export async function startMock(args: readonly string[] = [], options?: CliOptions) {
  const { cli, url } = await startMockCli(args, options);
  const [greeting] = await cli.until(/^Mock[\s\S]*Stop with Ctrl\+C\.\n/m);
  /** Waits for the request to try, which comes with the users. */
  const tried = async () => (await cli.until(/^Try.*\n {2}curl .*$/m))[0];
  const get = (path: string, authorization = DEVELOPMENT_KEY, more?: Record<string, string>) =>
    fetch(url + path, { headers: { authorization, ...more } });
  return { cli, greeting, tried, url, get };
}

/** Runs a printed line as a user would: through a shell, with curl where there is one. */
export async function runLine(line: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const run = promisify(execFile);
  const hasCurl = await run('curl', ['--version']).then(
    () => true,
    () => false,
  );
  if (hasCurl)
    return (await run('sh', ['-c', line.replace('curl', 'curl -s')], { env: { ...process.env, ...env } })).stdout;
  const [, key = ''] = /-H ['"]Authorization: (.*?)['"]/.exec(line) ?? [];
  const [, body] = /-d '(.*?)'/.exec(line) ?? [];
  const [, url = ''] = /'(http[^']*)'$/.exec(line) ?? [];
  const authorization = key.replace(/\$(\w+)/, (_, name) => env[name] ?? '');
  const sent = body === undefined ? {} : { method: 'POST', body };
  return (await fetch(url, { headers: { authorization }, ...sent })).text();
}

/** The curl line that a mock prints. */
export const curlLine = (text: string) => /^ {2}(curl .*)$/m.exec(text)?.[1] ?? '';
