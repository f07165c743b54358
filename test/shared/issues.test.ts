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

test('of thousands of issues that a schema finds, the first thousand are told', () => {
  const input = Array.from({ length: 2_500 }, () => 'text');
  const { error } = z.array(z.number()).safeParse(input);
  const issues = toIssues({ issues: error?.issues ?? [] }, input);
  expect([issues.length, issues[0]?.path, issues.at(-1)?.path]).toEqual([MOST_ISSUES, '[0]', '[999]']);
});
