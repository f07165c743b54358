import { describe, expect, test } from 'vitest';
import { toRequestLine } from '../../src/cli/request-line.ts';
import { createMock, type Mock } from '../../src/index.ts';
import { ask, sessionsPath } from '../support/ask.ts';

async function lineOf(mock: Mock, what: Parameters<typeof ask>[1] = {}): Promise<string> {
  await ask(mock, what);
  const [entry] = mock.requests.list({ limit: 1 });
  if (!entry) throw new Error('The request was not logged.');
  return toRequestLine({ ...entry, at: new Date(2026, 0, 31, 9, 5, 7).getTime() }, mock);
}

const path = `/api/app${sessionsPath()}`;

describe('the line of a request', () => {
  test('has the time, method, path, status and size', async () => {
    expect(await lineOf(createMock({ users: 0 }))).toBe(`09:05:07 GET ${path} 200 3.0 kB`);
    expect(await lineOf(createMock({ users: 0 }), { query: 'start_date=1700000000000' })).toBe(
      `09:05:07 GET ${path}?start_date=1700000000000 200 11 B`,
    );
  });

  test('says what was done to the reply on purpose', async () => {
    const faults = [{ latency: 7 }, { cut: 0.5 }];
    expect(await lineOf(createMock({ users: 0, faults }))).toMatch(/ \(after 7 ms; connection broken in the body\)$/);
    expect(await lineOf(createMock({ users: 0, faults: [{ drop: true }] }))).toMatch(
      / \(connection closed without a reply\)$/,
    );
  });

  test('names the existing projects when another one is asked for', async () => {
    const mock = createMock({ users: 0, projects: ['shop', 'blog'] });
    expect(await lineOf(mock, { path: '/api/app/shpo/users/ada/sessions' })).toMatch(
      / 404 \d+ B \(unknown project; this mock has shop, blog\)$/,
    );
    expect(await lineOf(mock, { path: '/api/app/shop/nothing' })).toMatch(/ 404 \d+ B$/);
    expect(await lineOf(mock, { path: '/nowhere' })).toMatch(/ 404 \d+ B$/);
  });
});
