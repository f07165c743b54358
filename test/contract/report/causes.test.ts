import { expect, it } from 'vitest';
import { groupByCause } from '../../../src/contract/report/causes.ts';
import { failureOf, resultOf } from '../../support/made-results.ts';

const ids = (results: Parameters<typeof groupByCause>[0]) =>
  groupByCause(results).map(({ diagnosis, results: list }) => [diagnosis, list.map(({ id }) => id)]);

it('failures are grouped by cause, the most important cause first, those without a cause last', () => {
  const results = [
    failureOf('A-1'),
    failureOf('A-2', { diagnosis: 'one' }),
    failureOf('A-3', { diagnosis: 'two' }),
    resultOf('A-4'),
    failureOf('A-5', { diagnosis: 'two' }),
    failureOf('A-6'),
    resultOf('A-7', { outcome: 'skipped', reason: 'two' }),
  ];
  expect(ids(results)).toEqual([
    ['two', ['A-3', 'A-5']],
    ['one', ['A-2']],
    [undefined, ['A-1']],
    [undefined, ['A-6']],
  ]);
});

it('a run without failures has no causes', () => {
  expect(ids([resultOf('A-1')])).toEqual([]);
});
