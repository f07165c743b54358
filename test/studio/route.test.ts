import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACES } from '../../src/api/faces.ts';
import { parseTarget } from '../../src/studio/log/parse-target.ts';
import { encodeRoute, parseRoute } from '../../src/studio/model/route.ts';
import { anyCharacter } from '../support/any-character.ts';

const id = fc.string({ minLength: 1, unit: anyCharacter }).filter((text) => text.isWellFormed());
const time = fc.option(fc.integer({ min: 0, max: 8.64e15 }), { nil: undefined });
const APIS = [
  { id: 'documented', basePaths: ['/api/app'] },
  { id: 'v1', basePaths: ['/api/v1', '/v1'] },
  { id: 'v2', basePaths: ['/v2/api/public', '/public'] },
];
const route = fc.record({ api: fc.constantFrom('documented', 'v1'), project: id, user: id, start: time, end: time });

describe('the current view', () => {
  it('survives a round trip through the address', () => {
    fc.assert(
      fc.property(route, (where) => {
        expect(parseRoute(encodeRoute(where))).toEqual(where);
      }),
    );
  });

  it('survives a round trip through the log', () => {
    fc.assert(
      fc.property(route, (where) => {
        const { basePaths = [] } = APIS.find(({ id }) => id === where.api) ?? {};
        const { target = '' } = FACES[where.api]?.toCall(where) ?? {};
        for (const basePath of basePaths) {
          const [path = '', query = ''] = `${basePath}${target}`.split('?');
          expect(parseTarget(path, query, APIS)).toEqual(where);
        }
      }),
    );
  });

  it('leaves out unusable parts of an address', () => {
    expect(parseRoute('#user=&start_date=soon&end_date=-1&other=1')).toEqual({});
    expect(parseRoute('#start_date=8640000000000001&end_date=9007199254740991')).toEqual({});
    expect(parseRoute('#end_date=8640000000000000')).toEqual({ end: 8.64e15 });
  });

  it.each(['/api/app/p/users/u', '/other/p/users/u/sessions', '/api/app/p/users/%zz/sessions'])(
    'is undefined for %s',
    (path) => {
      expect(parseTarget(path, '', APIS)).toBeUndefined();
    },
  );
});
