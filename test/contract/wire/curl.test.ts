import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearMisses } from '../../../src/contract/variants/key-variants.ts';
import { toCurl } from '../../../src/contract/wire/curl.ts';
import type { Credential, SentRequest } from '../../../src/contract/wire/exchange.ts';
import { quote } from '../../../src/contract/wire/shell.ts';

const KEY = `Key$HOME\`"'\\!{1..3}*&|`;
const run = promisify(execFile);
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

const seen: IncomingMessage[] = [];
const bodies = new Map<IncomingMessage | undefined, string>();
const server = createServer(async (request, response) => {
  seen.push(request);
  bodies.set(request, await text(request));
  response.end('{"data":[]}');
});
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => server.close());

function request(path: string, more: Partial<SentRequest> = {}): SentRequest {
  const { port = 0 } = (server.address() as AddressInfo | null) ?? {};
  const credential: Credential = { value: KEY, shell: '$OPENREPLAY_API_KEY' };
  return { method: 'GET', url: `http://127.0.0.1:${port}${path}`, headers: {}, credential, isOdd: false, ...more };
}

async function repeat(sent: SentRequest, shell?: string): Promise<IncomingMessage | undefined> {
  const [repeated] = await repeatAll([sent], shell);
  return repeated;
}

/** Runs the commands of requests one after another in one shell. */
async function repeatAll(sent: readonly SentRequest[], shell = 'bash'): Promise<IncomingMessage[]> {
  const count = seen.length;
  const lines = sent.map((one) => toCurl(one).replace('curl', 'curl -sS'));
  await run(shell, ['-c', lines.join('\n')], { env: { ...process.env, OPENREPLAY_API_KEY: KEY } });
  return seen.slice(count);
}

describe.runIf(hasCurl)('the curl command', () => {
  it.each([
    ['/api/app/KEY/users/mickael%40openreplay.com/sessions'],
    ["/api/app/it's/users/%27%22$HOME`id`/sessions?start_date=[1-3]&end_date={a,b}"],
    ['/api/app/KEY/users/%2e%2e/%2E/a/../b//c/./sessions;x=1'],
    ['/api/app/KEY/users/%/%zz/%00/%0A/sessions?'],
    ['/api/app/KEY/users/x/sessions?a=b c'.replace(' ', '%20')],
    ['/api/app/KEY/users/!!/sessions?*=\\n'],
  ])('sends the same path: %s', async (path) => {
    expect((await repeat(request(path)))?.url).toBe(path);
  });

  it.each(['POST', 'PUT'])('sends the body of a %s', async (method) => {
    const headers = { 'content-type': 'application/json' };
    const body = `{"userId":"it's","q":"$HOME\`id\`!"}`;
    const repeated = await repeat(request('/', { method, headers, body }));
    expect([repeated?.method, repeated?.headers['content-type']]).toEqual([method, 'application/json']);
    expect(bodies.get(repeated)).toBe(body);
  });

  it('lets any shell generate very long runs', async () => {
    const path = `/api/app/KEY/users/${'x'.repeat(6_000)}/sessions?start_date=${'1'.repeat(3_000)}`;
    const long = 'k'.repeat(2_000);
    const sent = request(path, { headers: { 'x-long': long }, credential: { value: long, shell: long } });
    expect(toCurl(sent).length).toBeLessThan(400);
    for (const shell of ['sh', 'bash']) {
      const repeated = await repeat(sent, shell);
      expect(repeated?.url === path).toBe(true);
      expect([repeated?.headers['x-long'], repeated?.headers.authorization]).toEqual([long, long]);
    }
  });

  it.each(['GET', 'HEAD', 'POST', 'DELETE'])('sends the same method: %s', async (method) => {
    expect((await repeat(request('/', { method })))?.method).toBe(method);
  });

  it('sends the same headers', async () => {
    const headers = { 'x-quote': `it's "quoted" $HOME \`id\` \\`, cookie: 'a=1; b=2', 'x-text': 'Zürich' };
    const repeated = await repeat(request('/', { headers }));
    expect(repeated?.headers).toMatchObject({ ...headers, 'x-text': Buffer.from('Zürich').toString('latin1') });
  });

  it('sends the same key, whatever its characters, and every near miss', async () => {
    const some = nearMisses(KEY).filter((_, index) => index % 4 === 0);
    const repeated = await repeatAll([request('/'), ...some.map((credential) => request('/', { credential }))]);
    expect(repeated.map(({ headers }) => headers.authorization)).toEqual([KEY, ...some.map(({ value }) => value)]);
  });

  it('sends an empty key, and no key', async () => {
    expect((await repeat(request('/', { credential: { value: '', shell: '' } })))?.headers.authorization).toBe('');
    expect((await repeat(request('/', { credential: undefined })))?.headers).not.toHaveProperty('authorization');
  });
});

it('the curl command shows no key', () => {
  expect(toCurl(request('/x'))).toMatch(
    /^curl -i --path-as-is --globoff -H "Authorization: \$OPENREPLAY_API_KEY" 'http:\/\/127\.0\.0\.1:\d+\/x'$/,
  );
});

it('a word is quoted if a shell would misread it, and only then', async () => {
  const words = ['plain', 'a@b.example', "it's", '$HOME', 'a b', '', '*', '~', 'é', 'a;b'];
  const { stdout } = await run('sh', ['-c', `printf '%s\\n' ${words.map(quote).join(' ')}`]);
  expect(stdout.split('\n').slice(0, -1)).toEqual(words);
  expect(quote('a@b.example')).toBe('a@b.example');
});
