import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPatterns, whySuperLinear } from './source-patterns.ts';

const SRC = new URL('../../src/', import.meta.url);
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path))
  // faulty servers that meet the kit's own requests only
  .filter((path) => !path.startsWith('self-test/'))
  .sort();
const patterns = files.map((path) => ({ path, ...readPatterns(path, readFileSync(new URL(path, SRC), 'utf8')) }));

/** It makes a pattern of the paths of the kit's own operations. */
const MADE_OF_PATHS = ['hosts/msw.ts', 'shared/loopback.ts'];

describe('the regular expressions of src', () => {
  it('run in linear time', () => {
    const found = patterns.flatMap(({ path, literals }) =>
      literals.flatMap((literal) => whySuperLinear(literal).map((why) => `${path}: ${why}`)),
    );
    expect(found).toEqual([]);
    expect(patterns.flatMap(({ literals }) => literals).length).toBeGreaterThan(100);
  });

  it('are written as literals, so that they can be checked', () => {
    expect(patterns.filter(({ isMadeAtRunTime }) => isMadeAtRunTime).map(({ path }) => path)).toEqual(MADE_OF_PATHS);
  });
});

describe('a pattern is found that', () => {
  const why = (code: string) => readPatterns('made-up.ts', code).literals.flatMap(whySuperLinear);

  it.each([
    ['trims the end', String.raw`text.replace(/\/+$/, '')`, 'tried again'],
    ['begins with any white space', String.raw`const a = /\n?\s*at .{1,200}[:(]\S+:\d+:\d+\)?/;`, 'tried again'],
    ['gives what it matches to either of two parts', String.raw`/^([\w-]+):\s*(.+)$/.exec(line)`, 'share'],
    ['takes exponential time', 'if (/^(a+)+$/.test(text)) stop();', 'exponential'],
  ])('%s', (_, code, how) => {
    expect(why(code)).toEqual([expect.stringContaining(how)]);
  });

  it.each([String.raw`/\bat .{1,200}[:(]\S{1,300}:\d+:\d+/`, String.raw`/^[\w-]+$/`, String.raw`/"(?:[^"\\]|\\.)*"/`])(
    'is linear: not %s',
    (code) => {
      expect(why(code)).toEqual([]);
    },
  );
});
