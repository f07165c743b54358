import { describe, expect, it } from 'vitest';
import { Seen } from '../../../src/contract/asking/seen.ts';
import { ContractFailure, Inconclusive } from '../../../src/contract/outcome/failure.ts';

const fails = async () => {
  throw new ContractFailure({ expected: '400', received: '200' });
};
const gives = async () => 'given';

describe('an ability of a server', () => {
  it('is right once its check has passed, and the result of the check is returned', async () => {
    const seen = new Seen();
    expect(await seen.watch('date abc', gives)).toBe('given');
    expect([seen.isRight('date abc'), seen.isWrong('date abc')]).toEqual([true, false]);
    expect(() => seen.require('date abc')).not.toThrow();
  });

  it('is neither right nor wrong before it is tried, and may be required', () => {
    const seen = new Seen();
    expect([seen.isRight('date abc'), seen.isWrong('date abc')]).toEqual([false, false]);
    expect(() => seen.require('date abc')).not.toThrow();
  });

  it('is wrong once a check has failed, whatever passes before or after', async () => {
    const seen = new Seen();
    seen.begin('WINDOW-09');
    await seen.watch('date abc', gives);
    await expect(seen.watch('date abc', fails)).rejects.toThrow(ContractFailure);
    await seen.watch('date abc', gives);
    expect([seen.isRight('date abc'), seen.isWrong('date abc')]).toEqual([false, true]);
  });

  it('once it is wrong, ends other rows that require it as consequences of the row that found the fault', async () => {
    const seen = new Seen();
    seen.begin('WINDOW-09');
    await seen.watch('date abc', fails).catch(() => undefined);
    expect(() => seen.require('date abc')).not.toThrow();
    seen.begin('WINDOW-11');
    await seen.watch('date abc', fails).catch(() => undefined);
    expect(() => seen.require('date 1', 'date abc')).toThrow(
      expect.objectContaining({ requirement: 'WINDOW-09', message: 'follows from WINDOW-09, which is not met' }),
    );
  });

  it('is not changed by an inconclusive check', async () => {
    const seen = new Seen();
    const check = seen.watch('key none', () => Promise.reject(new Inconclusive('no more requests')));
    await expect(check).rejects.toThrow(Inconclusive);
    expect([seen.isRight('key none'), seen.isWrong('key none')]).toEqual([false, false]);
  });

  it('names the first of several rows that is not met', () => {
    const seen = new Seen();
    seen.breaks('REPLY-05');
    expect([seen.brokenOf(['REPLY-01', 'REPLY-05']), seen.brokenOf(['REPLY-01']), seen.brokenOf()]).toEqual([
      'REPLY-05',
      undefined,
      undefined,
    ]);
  });
});
