import { describe, expect, it } from 'vitest';
import { API_IDS } from '../../src/api/ids.ts';
import { requirementsOf } from '../../src/contract/index.ts';
import { CAUSES, usualCauses } from '../../src/self-test/usual-causes.ts';

describe('usual causes', () => {
  it('name existing requirements, each once', () => {
    const ids = new Set(API_IDS.flatMap((api) => requirementsOf(api).map(({ id }) => id)));
    for (const { cause, breaks } of CAUSES) {
      expect(
        breaks.filter((id) => !ids.has(id)),
        cause,
      ).toEqual([]);
      expect(new Set(breaks).size, cause).toBe(breaks.length);
    }
  });

  it('are sentences, given by stack', () => {
    expect(CAUSES.every(({ cause }) => /^\S.*\.$/.test(cause))).toBe(true);
    expect(usualCauses('REPLY-22').map(({ stack }) => stack)).toContain('node-postgres, PHP');
    expect(usualCauses('REQUEST-01')).toEqual([]);
  });
});
