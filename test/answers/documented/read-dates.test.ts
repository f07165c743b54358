import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDates } from '../../../src/answers/documented/read-dates.ts';
import { queryParametersSchema } from '../../../src/api/documented/request.ts';

const name = fc.constantFrom('start_date', 'end_date', 'start', 'START_DATE');
const digits = fc.stringMatching(/^\d{0,17}$/);
const value = fc.oneof({ weight: 4, arbitrary: digits }, fc.constantFrom('-1', '1.5', '1e3', '+1', '%31', ' 1', 'x'));
const parameter = fc.tuple(name, fc.constantFrom('=', '=', '=', ''), value).map((parts) => parts.join(''));
const queries = fc
  .tuple(fc.array(parameter, { maxLength: 3 }), fc.constantFrom('', '&'))
  .map(([all, end]) => all.join('&') + end);

test('dates are read as the schema reads them, or left to it', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const dates = readDates(query);
      if (dates === undefined) return;
      const parameters = [...new URLSearchParams(query)];
      expect(new Set(parameters.map(([each]) => each)).size).toBe(parameters.length);
      expect(dates).toEqual(queryParametersSchema.parse(Object.fromEntries(parameters)));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  'start_date=1',
  'end_date=1623440905732',
  'start_date=0&end_date=999999999999999',
  'end_date=2&start_date=1',
])('%s has the usual form', (query) => {
  expect(readDates(query)).toBeDefined();
});
