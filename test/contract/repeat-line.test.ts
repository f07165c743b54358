import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createFetch, createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { fetchOf, runContract, targetOf } from '../support/contract-run.ts';

const VARIABLES = { key: 'OPENREPLAY_API_KEY', otherKey: 'OPENREPLAY_OTHER_API_KEY' };

/** Pastes a command into a shell in which `curl` prints its arguments. */
async function paste(line: string, env: Record<string, string>): Promise<string[]> {
  const script = `curl() { printf '%s\\n' "$@"; }; ${line}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env: { PATH: process.env.PATH ?? '', ...env } });
  return stdout.split('\n').slice(0, -1);
}

/** Verifies a server that accepts any key from anywhere, and returns the command. */
async function lineOf(id: string, keys: { readonly key: string; readonly otherKey?: string }) {
  const right = createFetch(createMock({ keys: [keys.key], users: 1 }));
  const open = fetchOf(async ({ url }) => right(url, { headers: { authorization: keys.key } }));
  const run = await runContract(targetOf({ ...keys, fetch: open, keyInUrl: true }), { only: [id] });
  return run.results[0];
}

const urlOf = (words: readonly string[]) => new URL(words.at(-1) ?? '');

describe('the command that repeats a request', () => {
  it.each(['Plain-Key-0123456789', `Key+1/2=&"$HOME\`id\`'\\!%41x`, 'short'])(
    'sends the key in the query when pasted: %s',
    async (key) => {
      const { curl = '' } = (await lineOf('AUTH-05', { key })) ?? {};
      expect(curl).toContain('$OPENREPLAY_API_KEY');
      expect(curl).not.toContain(key);
      const { searchParams } = urlOf(await paste(curl, { [VARIABLES.key]: key }));
      expect([searchParams.get('key'), searchParams.get('Authorization')]).toEqual([key, key]);
    },
  );

  it('names the documented variable for the key of another organization', async () => {
    const otherKey = 'Key-Of-Another-House';
    const { curl = '' } = (await lineOf('AUTH-09', { key: 'Key-Of-This-House', otherKey })) ?? {};
    expect(curl).toContain('-H "Authorization: $OPENREPLAY_OTHER_API_KEY"');
    expect(await paste(curl, { [VARIABLES.otherKey]: otherKey })).toContain(`Authorization: ${otherKey}`);
  });

  it('shows the public development key, as no shell has it in a variable', async () => {
    const nearMiss = await lineOf('AUTH-03', { key: DEVELOPMENT_KEY });
    expect(nearMiss?.curl).toContain(`-H 'Authorization: ${DEVELOPMENT_KEY.slice(0, -1)}'`);
    const inQuery = await lineOf('AUTH-05', { key: DEVELOPMENT_KEY });
    expect(inQuery?.curl).toContain(`?key=${DEVELOPMENT_KEY}&`);
    expect(urlOf(await paste(inQuery?.curl ?? '', {})).searchParams.get('key')).toBe(DEVELOPMENT_KEY);
  });

  it('shows another key as its variable next to the development key', async () => {
    const result = await lineOf('AUTH-09', { key: DEVELOPMENT_KEY, otherKey: 'other' });
    expect(result?.curl).toContain('-H "Authorization: $OPENREPLAY_OTHER_API_KEY"');
    expect(result?.expected).toBe('a refusal (4xx) of the key of another organization');
  });
});
