import { expect, test } from 'vitest';
import * as z from 'zod';
import { MOST_ISSUES, type RecordIssue } from '../../src/shared/errors.ts';
import { IssueList, toIssues } from '../../src/shared/issues.ts';

const issue = (index: number): RecordIssue => ({ path: `[${index}]`, message: 'is wrong' });

test('a list of issues holds the first thousand and drops the rest', () => {
  const list = new IssueList();
  expect([list.isEmpty, list.isFull]).toEqual([true, false]);
  list.add(Array.from({ length: MOST_ISSUES - 1 }, (_, index) => issue(index)));
  expect([list.isEmpty, list.isFull]).toEqual([false, false]);
  list.add([issue(-1), issue(-2)]);
  list.add([issue(-3)]);
  expect([list.isFull, list.toArray().length, list.toArray().at(-1)]).toEqual([true, 1_000, issue(-1)]);
});

test('no more issues are looked for than a list holds', () => {
  let looked = 0;
  function* endless() {
    for (;;) yield issue(looked++);
  }
  const list = new IssueList(endless());
  list.add(endless());
  expect([looked, list.toArray().length]).toEqual([MOST_ISSUES, MOST_ISSUES]);
});

test('of thousands of issues that a schema finds, the first thousand are reported', () => {
  const input = Array.from({ length: 2_500 }, () => 'text');
  const { error } = z.array(z.number()).safeParse(input);
  const issues = toIssues({ issues: error?.issues ?? [] }, input);
  expect([issues.length, issues[0]?.path, issues.at(-1)?.path]).toEqual([MOST_ISSUES, '[0]', '[999]']);
});

const place = z.strictObject({
  path: z.string().startsWith('/').optional(),
  page: z.url().optional(),
  day: z.iso.date().optional(),
  code: z.string().regex(/^x/).optional(),
  mode: z.enum(['outage', 'slow']).optional(),
  size: z.number(),
});

test.each([
  [{ path: 'x' }, 'path', 'expected text that begins with "/", received "x"'],
  [{ page: 'x' }, 'page', 'expected text of the form url, received "x"'],
  [{ day: 'x' }, 'day', 'expected text of the form date, received "x"'],
  [{ code: 'y' }, 'code', 'expected text of the form /^x/, received "y"'],
  [{ mode: 'outtage' }, 'mode', 'expected "outage" or "slow" (did you mean "outage"?), received "outtage"'],
  [{ mode: 7 }, 'mode', 'expected "outage" or "slow", received 7'],
  [{ size: undefined }, 'size', 'expected a number, received nothing'],
  [{ siez: 7 }, 'input', 'there is no field "siez" (did you mean "size"?)'],
])('what is wrong with %j is described without the words of the library', (given, path, message) => {
  const input = { size: 1, ...given };
  const { error } = place.safeParse(input);
  expect(toIssues({ issues: error?.issues ?? [] }, input, { schema: place })).toEqual([{ path, message }]);
});
