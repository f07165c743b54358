import { beforeAll, expect, it } from 'vitest';
import { conforming } from '../../src/self-test/conforming.ts';
import type { Serve } from '../../src/self-test/faults/fault.ts';
import { createRightServer } from '../../src/self-test/right-server.ts';
import { judgeAtFirstRun } from '../../src/self-test/verdict.ts';

let right: Serve;

beforeAll(async () => {
  right = await createRightServer();
});

const rows = conforming.map(({ name, wrap, warns = [] }) => [name, wrap, warns] as const);

it.each(rows)('nothing is wrong where %s', async (_, wrap, warns) => {
  const { results, incomplete } = await judgeAtFirstRun(wrap(right));
  const wrong = results.filter(({ outcome }) => outcome === 'not met');
  expect(wrong.filter(({ id }) => !warns.includes(id))).toEqual([]);
  expect(wrong.map(({ id, level }) => [id, level])).toEqual(warns.map((id) => [id, 'SHOULD']));
  expect(incomplete).toBeUndefined();
});
