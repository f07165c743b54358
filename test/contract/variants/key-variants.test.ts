import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpId, madeUpKey, nearMisses } from '../../../src/contract/variants/key-variants.ts';
import { makeFile } from '../../support/files.ts';

const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const keys = fc.string({ unit: printable, minLength: 8, maxLength: 40 });
const sample = [
  ...fc.sample(keys, { seed: 1, numRuns: 15 }),
  'DevKeyOpenReplayKit1',
  `$HOME\`id\`"'\\!{}*`,
  '--------',
  'xxxxxxxx',
  'XyXyXyXy',
];

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

describe('nearMisses', () => {
  it('never gives the key itself or an empty one', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const values = nearMisses(key).map(({ value }) => value);
        expect(values).not.toContain(key);
        expect(values).not.toContain('');
      }),
      { seed: 1 },
    );
  });

  it('gives valid header values', () => {
    fc.assert(
      fc.property(keys, (key) => {
        for (const { value } of nearMisses(key))
          expect(new Headers({ authorization: value }).get('authorization')).toBe(value.trim());
      }),
      { seed: 1 },
    );
  });

  it('writes each for bash so that it evaluates to its value', async () => {
    const misses = sample.flatMap((key) => [...nearMisses(key), madeUpKey(key)].map((miss) => ({ key, ...miss })));
    const lines = misses.map(({ key, shell }) => `OPENREPLAY_API_KEY=${quote(key)}; printf '%s\\0' "${shell}"`);
    const file = makeFile('keys.sh', lines.join('\n'));
    const { stdout } = await promisify(execFile)('bash', [file], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    const evaluated = stdout.split('\0').slice(0, -1);
    expect(evaluated.map((text, index) => [misses[index]?.key, misses[index]?.name, text])).toEqual(
      misses.map(({ key, name, value }) => [key, name, value]),
    );
  });

  it('writes each so that it reveals next to nothing about the key', () => {
    const shells = (key: string) => nearMisses(key).map(({ shell }) => shell);
    expect(shells('abcdefghijKLMNOPQRST')).toEqual(shells('Zyywvut0123456789ABC'));
  });
});

describe('madeUpKey', () => {
  it('has the same length, differs from the key, and is the same for every key of that length', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const { value, shell } = madeUpKey(key);
        expect(value).toHaveLength(key.length);
        expect(value.toLowerCase()).not.toBe(key.toLowerCase());
        expect([value, shell]).toEqual([madeUpKey('#'.repeat(key.length)).value, value]);
      }),
      { seed: 1 },
    );
  });

  it('differs from the key even if that is a made-up key', () => {
    const { value } = madeUpKey('12345678901234567890');
    expect(madeUpKey(value).value).not.toBe(value);
  });
});

describe('madeUpId', () => {
  it('is another ID of the same form', () => {
    fc.assert(
      fc.property(fc.string({ unit: printable, minLength: 1 }), (id) => {
        const form = (text: string) => text.replace(/[0-9]/g, '0').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A');
        expect(madeUpId(id)).not.toBe(id);
        expect(form(madeUpId(id)).slice(0, id.length)).toBe(form(id));
      }),
      { seed: 1 },
    );
  });
});
