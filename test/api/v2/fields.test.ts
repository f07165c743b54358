import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFields } from '../../../src/api/v2/fields.ts';
import { searchUsersBody, sessionEventsBody, userSessionsBody } from '../../../src/api/v2/requests.ts';
import { describe as describeBroken } from '../../../src/api/v2/rules.ts';

const WINDOW = '"startTimestamp":1600000000000,"endTimestamp":1900000000000';

const read = (json: string) =>
  readFields(userSessionsBody.name, userSessionsBody.fields, { bytes: new TextEncoder().encode(json) });

function valuesOf(json: string) {
  const result = read(json);
  return 'values' in result ? result.values : expect.fail(`${json} is refused`);
}

function brokenOf(json: string): string {
  const result = read(json);
  return 'broken' in result ? describeBroken(result.broken) : expect.fail(`${json} is not refused for a rule`);
}

describe('A body', () => {
  test('has names in any case, even with the two letters whose other case is ASCII', () => {
    for (const name of ['limit', 'LIMIT', 'Limit', 'lImIt']) expect(valuesOf(`{${WINDOW},"${name}":7}`).limit).toBe(7n);
    expect(valuesOf('{"\u017ftartTimestamp":1600000000000,"endTimestamp":1900000000000}').startTimestamp).toBe(
      1600000000000n,
    );
    expect(valuesOf(`{${WINDOW},"l\u0131mit":7}`).limit).toBe(0n);
  });

  test('takes the last of two equal fields, but null keeps the earlier one', () => {
    expect(valuesOf(`{${WINDOW},"limit":3,"LIMIT":4}`).limit).toBe(4n);
    expect(valuesOf(`{${WINDOW},"limit":3,"limit":null}`).limit).toBe(3n);
  });

  test('is refused for a wrong type, even if a right one follows', () => {
    for (const wrong of ['"1"', '1.0', '1e1', 'true', '[]', '{}', '9223372036854775808', '-9223372036854775809']) {
      expect(read(`{${WINDOW},"limit":${wrong},"limit":1}`), wrong).toEqual({ wrong: 'json' });
    }
    for (const wrong of ['1', 'true', '["asc"]', '{}'])
      expect(read(`{${WINDOW},"sortOrder":${wrong}}`)).toEqual({ wrong: 'json' });
  });

  test('keeps whole numbers of 64 bits exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (page) => {
        expect(valuesOf(`{${WINDOW},"page":${page}}`).page).toBe(page);
      }),
    );
  });

  test('may be null, which is the same as empty', () => {
    expect(brokenOf('null')).toBe(brokenOf('{}'));
  });

  test('names the first rule that each field breaks, in the order of the server', () => {
    expect(brokenOf('{"startTimestamp":1,"endTimestamp":0,"limit":-1,"page":-5,"sortOrder":"up"}').split('\n')).toEqual(
      [
        ['StartDate', 'min'],
        ['EndDate', 'required'],
        ['Limit', 'min'],
        ['Page', 'min'],
        ['SortOrder', 'oneof'],
      ].map(
        ([name, tag]) =>
          `Key: 'UserSessionsRequest.${name}' Error:Field validation for '${name}' failed on the '${tag}' tag`,
      ),
    );
  });

  test('may name an empty column, which counts as none', () => {
    const columnsOf = (json: string) =>
      readFields('X', sessionEventsBody.fields, {
        bytes: new TextEncoder().encode(`{${WINDOW},"limit":1,"page":1,"columns":${json}}`),
      });
    expect(columnsOf('["",null,"$os"]')).toMatchObject({ values: { columns: ['', '', '$os'] } });
    expect(columnsOf('["","none"]')).toMatchObject({ broken: [{ path: 'X.Columns[1]', tag: 'validEventColumn' }] });
  });

  test('has rules for nested filters, at any depth', () => {
    const readFilters = (json: string) =>
      readFields('X', searchUsersBody.fields, { bytes: new TextEncoder().encode(`{"filters":${json}}`) });
    const inner = '{"name":"a","operator":"is"}';
    expect(readFilters(`[{"name":"A","operator":"is","filters":[${inner},null]}]`)).toEqual({
      wrong: 'rules',
      broken: [
        { path: 'X.Filters[0].Filters[1].Name', tag: 'required_without' },
        { path: 'X.Filters[0].Filters[1].Operator', tag: 'required' },
      ],
    });
    expect(readFilters(`[{"name":"A","operator":"is","filters":[{"filters":[1]}]}]`)).toEqual({ wrong: 'json' });
    const nested = (depth: number): string =>
      depth === 0 ? inner : `{"name":"a","operator":"is","filters":[${nested(depth - 1)}]}`;
    expect(readFilters(`[${nested(10)}]`)).toHaveProperty('values');
    expect(readFilters(`[${nested(300)}]`)).toEqual({ wrong: 'json' });
  });

  test('keeps its rules for values that replace its own', () => {
    const bytes = new TextEncoder().encode('{"query":"short"}');
    const long = 'x'.repeat(101);
    expect(readFields('X', searchUsersBody.fields, { bytes, instead: { query: long } })).toEqual({
      wrong: 'rules',
      broken: [{ path: 'X.Query', tag: 'max' }],
    });
    expect(readFields('X', searchUsersBody.fields, { bytes, instead: {} })).toMatchObject({
      values: { query: 'short' },
    });
  });

  test('is described field by field', () => {
    for (const { fields } of [userSessionsBody, searchUsersBody, sessionEventsBody]) {
      for (const [name, { schema }] of Object.entries(fields)) expect(schema.meta()?.description, name).toBeTruthy();
    }
  });
});
