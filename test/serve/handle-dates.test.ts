import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
import { ask, askData } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { refusalOf } from './refusal.ts';

const mock = createMock({ users: 0 });

describe('the dates', () => {
  const first = 1623440905732;
  const last = 1623440919928;

  test.each([
    [`start_date=${first}`, 6],
    [`start_date=${first + 1}`, 5],
    [`start_date=${last}`, 1],
    [`start_date=${last + 1}`, 0],
    [`end_date=${last}`, 6],
    [`end_date=${last - 1}`, 5],
    [`end_date=${first}`, 1],
    [`end_date=${first - 1}`, 0],
    ['end_date=0', 0],
    ['start_date=0&end_date=8640000000000000', 6],
    [`start_date=${first}&end_date=${first}`, 1],
    [`end_date=${last - 1}&start_date=${first + 1}`, 4],
    [`start_date=${last}&end_date=${first}`, 0],
    [`start_date=000${last}`, 1],
    [`start_date=${encodeURIComponent(String(last)).replace('1', '%31')}`, 1],
    [`start%5Fdate=${last}`, 1],
    [`&&start_date=${last}&`, 1],
  ])('%s keeps %i events', async (query, count) => {
    expect(await askData(mock, { query })).toHaveLength(count);
  });

  test.each([`start_date=${first + 1}`, `start_date=${first}`, `end_date=${first}`, `end_date=${first - 1}`])(
    '%s keeps or drops whole sessions when windows apply per session',
    async (query) => {
      const bySession = createMock({ window: 'session', users: 0 });
      const isKept = query === `start_date=${first}` || query === `end_date=${first}`;
      expect((await ask(bySession, { query })).text).toBe(isKept ? documentedReply : '{"data":[]}');
    },
  );

  test.each([
    '',
    'x',
    '-1',
    '+1',
    '1.0',
    '1e3',
    '%20',
    ' 1',
    '2021-06-11',
    '8640000000000001',
    '9'.repeat(400),
    '%F0%9F',
    'null',
  ])('refuse %j: 400 that names the parameter', async (text) => {
    for (const name of ['start_date', 'end_date']) {
      const { status, message } = await refusalOf(mock, { query: `${name}=${text}` });
      expect([status, message.split(' ')[0]]).toEqual([400, name]);
      expect(message.length).toBeLessThan(250);
    }
  });

  test.each([
    'start_date=1&start_date=1',
    'start_date=1&start_date=2',
    'start_date&start_date=1',
    'end_date=1&x=1&end_date=1',
    'start_date=1&start%5fdate=1',
  ])('refuse %j, given twice: 400', async (query) => {
    expect((await refusalOf(mock, { query })).status).toBe(400);
  });

  test('refuse a name without a value: 400', async () => {
    expect((await refusalOf(mock, { query: 'start_date' })).status).toBe(400);
  });
});

test.each([
  'foo=bar',
  'START_DATE=x',
  'start_date[]=x',
  'startDate=x',
  'foo=1&foo=2',
  '__proto__=x&constructor=y',
  '%zz',
  '=&==&?',
  `pad=${'x'.repeat(10_000)}`,
])('ignores unknown parameters: %.40s', async (query) => {
  expect((await ask(mock, { query })).text).toBe(documentedReply);
});
