import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/studio/log/parse-target.ts';
import { encodeRoute, parseRoute } from '../../src/studio/model/route.ts';
import { toTarget } from '../../src/studio/request/request-texts.ts';

const id = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed());
const time = fc.option(fc.integer({ min: 0, max: 8.64e15 }), { nil: undefined });
const route = fc.record({ project: id, user: id, start: time, end: time });

describe('what is looked at', () => {
  it('is the same after it stood in the address', () => {
    fc.assert(
      fc.property(route, (where) => {
        expect(parseRoute(encodeRoute(where))).toEqual(where);
      }),
    );
  });

  it('is the same after it was asked for and logged', () => {
    fc.assert(
      fc.property(route, (where) => {
        const [path = '', query = ''] = `/api/app${toTarget(where)}`.split('?');
        expect(parseTarget(path, query, '/api/app')).toEqual(where);
      }),
    );
  });

  it('leaves out what an address has that cannot be used', () => {
    expect(parseRoute('#user=&start_date=soon&end_date=-1&other=1')).toEqual({});
    expect(parseRoute('#start_date=8640000000000001&end_date=9007199254740991')).toEqual({});
    expect(parseRoute('#end_date=8640000000000000')).toEqual({ end: 8.64e15 });
  });

  it.each(['/api/app/p/users/u', '/other/p/users/u/sessions', '/api/app/p/users/%zz/sessions'])(
    'is nothing that %s names',
    (path) => {
      expect(parseTarget(path, '', '/api/app')).toBeUndefined();
    },
  );
});
