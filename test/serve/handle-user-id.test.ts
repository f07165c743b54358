import { describe, expect, test } from 'vitest';
import { createMock, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { ask, askData } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { refusalOf } from './refusal.ts';

const mock = createMock({ users: 0 });

describe('the user ID', () => {
  const state = createMock({ users: 0 });
  const seen = async (segment: string) => JSON.stringify(await askData(state, { userId: segment }));

  test.each([
    'mickael%40openreplay.com',
    '%6Dickael@openreplay%2ecom',
    [...DOCUMENTED_USER_ID].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
  ])('is the same when written as %s', async (userId) => {
    expect((await ask(mock, { userId })).text).toBe(documentedReply);
  });

  test.each([
    'Mickael@openreplay.com',
    'mickael@openreplay.com%20',
    'mickael%2540openreplay.com',
    'mickael@openreplay.com%00',
  ])('is not the same when written as %s', async (userId) => {
    expect((await ask(mock, { userId })).text).toBe('{"data":[]}');
  });

  test.each([
    'a/b',
    'a%2Fb',
    'a b',
    'a+b',
    '100%',
    '%41',
    '李雷',
    'é',
    'e\u0301',
    '👩‍🚀',
    '?',
    '#',
    '..',
    '__proto__',
    '\0',
    "'",
    ' ',
  ])('%j is recorded and found as one path segment, decoded once', async (userId) => {
    await state.record({ userId, events: [{ type: 'CLICK', label: `by ${userId}` }] });
    expect(await seen(encodeURIComponent(userId))).toContain(JSON.stringify(`by ${userId}`));
  });

  test('with a plus differs from one with a space', async () => {
    await state.record({ userId: 'with+plus', events: [{ type: 'CLICK', label: 'plus' }] });
    expect(await seen('with+plus')).toContain('plus');
    expect(await seen('with%20plus')).toBe('[]');
  });

  test('that is composed differently is another one', async () => {
    await state.record({ userId: 'caf\u00e9', events: [{ type: 'CLICK', label: 'composed' }] });
    expect(await seen(encodeURIComponent('cafe\u0301'))).toBe('[]');
  });

  test('of 256 characters is accepted, of 257 refused: 400', async () => {
    expect((await ask(mock, { userId: 'x'.repeat(256) })).text).toBe('{"data":[]}');
    expect((await ask(mock, { userId: encodeURIComponent('李'.repeat(256)) })).text).toBe('{"data":[]}');
    expect((await refusalOf(mock, { userId: 'x'.repeat(257) })).status).toBe(400);
    expect((await refusalOf(mock, { userId: encodeURIComponent('李'.repeat(257)) })).status).toBe(400);
  });

  test.each(['%', '%4', '%zz', '%ff', '%C0%AF', '%ED%A0%80', 'a%', '%u0041'])(
    'in a broken encoding, %s: 400',
    async (userId) => {
      const { status, message } = await refusalOf(mock, { userId });
      expect([status, message]).toEqual([400, expect.stringContaining('percent-encoded')]);
    },
  );

  test('that is unknown: 200 and no events', async () => {
    expect(await ask(mock, { userId: 'nobody' })).toMatchObject({ status: 200, text: '{"data":[]}' });
  });
});
