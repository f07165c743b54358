import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedForms } from '../../../src/contract/requirements/stored-keys.ts';
import { foreignSchemes, keyEdits } from '../../../src/contract/variants/key-edits.ts';
import { makeFile } from '../../support/files.ts';

const KEY = 'Or0lI1ss-wQ4_sJ8eVn1Z7tK';
const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const keys = fc.string({ unit: printable, minLength: 8, maxLength: 40 });
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

describe('keyEdits', () => {
  it('never gives the key itself, nor an invalid header value', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (key, isDeep) => {
        for (const { value } of keyEdits(key, isDeep)) {
          expect(value).not.toBe(key);
          expect(new Headers({ authorization: value }).get('authorization')).toBe(value);
        }
      }),
      { seed: 1 },
    );
  });

  it('changes the case of one letter, or in a deep run of each', () => {
    const cases = (isDeep: boolean) => keyEdits(KEY, isDeep).filter(({ name }) => name.includes('other case'));
    expect(cases(false).map(({ value }) => value)).toEqual([`o${KEY.slice(1)}`]);
    expect(cases(true)).toHaveLength(KEY.replace(/[^a-z]/gi, '').length);
  });

  it.each([
    ['with 0 and O exchanged', '0rOlI1ss-wQ4_sJ8eVn1Z7tK'],
    ['with 1, l and I exchanged', 'Or0I1lss-wQ4_sJ8eVnlZ7tK'],
    ['without dashes and underscores', 'Or0lI1sswQ4sJ8eVn1Z7tK'],
    ['with accents on its vowels, in Latin-1', 'Ór0lÍ1ss-wQ4_sJ8éVn1Z7tK'],
  ])('includes the key %s', (name, value) => {
    expect(keyEdits(KEY, false)).toContainEqual({ name: `the key ${name}`, value, shell: expect.any(String) });
  });

  it('writes each for bash so that it evaluates to its value', async () => {
    const sample = [KEY, ...fc.sample(keys, { seed: 1, numRuns: 8 }), `$HOME\`id\`"'\\!{}*`, '-n-e_------'];
    const wrong = async (key: string) => [...keyEdits(key, true), ...(await storedForms(key, true))];
    const edits = (
      await Promise.all(sample.map(async (key) => (await wrong(key)).map((edit) => ({ key, ...edit }))))
    ).flat();
    const lines = edits.map(({ key, shell }) => `OPENREPLAY_API_KEY=${quote(key)}; printf '%s\\0' "${shell}"`);
    const file = makeFile('keys.sh', lines.join('\n'));
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const { stdout } = await promisify(execFile)('bash', [file], { env, encoding: 'latin1' });
    const evaluated = stdout.split('\0').slice(0, -1);
    expect(evaluated.map((text, index) => [edits[index]?.name, text])).toEqual(
      edits.map(({ name, value }) => [name, value]),
    );
  });
});

it('the stored form of a key is not the key itself, but is as long as its hash', async () => {
  const lengths = (await storedForms(KEY, true)).map(({ value }) => value.length);
  expect(lengths).toEqual([64, 32, 40, 128, 4 * Math.ceil(KEY.length / 3)]);
  expect(await storedForms('schl\u00fcssel', true)).toEqual([]);
});

it('credentials of other schemes are not the key', () => {
  for (const { value } of foreignSchemes('DevKeyOpenReplayKit1')) expect(value).toMatch(/^[A-Z]\w+(?: \S+)?$/);
});
