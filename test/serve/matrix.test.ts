import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { type Host, hosts } from '../support/hosts.ts';

const authorization = DEVELOPMENT_KEY;

describe.each(hosts)('%s', (_, open) => {
  const mock = createMock();
  let host: Host;

  beforeAll(async () => {
    host = await open(mock);
  });
  afterAll(() => host?.close());

  const send = (path: string, init?: RequestInit) => host.fetch(host.baseUrl + path, init);
  const get = (path: string) => send(path, { headers: { authorization } });

  test('answers the documented request with the documented reply', async () => {
    const headers = { 'content-type': 'application/json', Authorization: authorization };
    const reply = await send(sessionsPath(), { headers });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await reply.text()).toBe(documentedReply);
  });

  test('cuts the window', async () => {
    const reply = await get(`${sessionsPath()}?start_date=1623440915126&end_date=1623440915126`);
    expect((await reply.json()).data).toEqual([expect.objectContaining({ label: 'Shop' })]);
  });

  test.each<[number, string, RequestInit]>([
    [401, sessionsPath(), {}],
    [401, sessionsPath(), { headers: { authorization: `Bearer ${authorization}` } }],
    [404, sessionsPath('nowhere'), { headers: { authorization } }],
    [400, `${sessionsPath()}?start_date=yesterday`, { headers: { authorization } }],
    [400, `${sessionsPath()}?end_date=1&end_date=1`, { headers: { authorization } }],
    [400, sessionsPath(undefined, '%ff'), { headers: { authorization } }],
    [400, sessionsPath(undefined, '%zz'), { headers: { authorization } }],
    [400, sessionsPath(undefined, 'x'.repeat(257)), { headers: { authorization } }],
    [405, sessionsPath(), { method: 'POST', headers: { authorization }, body: '{}' }],
    [405, sessionsPath(), { method: 'DELETE', headers: { authorization } }],
  ])('answers %i to %.80s', async (status, path, init) => {
    const reply = await send(path, init);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toEqual({ errors: [expect.any(String)] });
    expect(reply.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD, OPTIONS' : null);
  });

  test('answers HEAD like GET without the body', async () => {
    const reply = await send(sessionsPath(), { method: 'HEAD', headers: { authorization } });
    expect([reply.status, await reply.text()]).toEqual([200, '']);
    expect(reply.headers.get('content-length')).toBe(String(documentedReply.length));
  });

  test('answers OPTIONS without a key', async () => {
    const reply = await send(sessionsPath(), { method: 'OPTIONS' });
    expect([reply.status, reply.headers.get('allow'), await reply.text()]).toEqual([204, 'GET, HEAD, OPTIONS', '']);
  });

  test.each(['a/b', 'a%2Fb', '李雷 👩‍🚀', 'a+b', '100%', "it's", '(x)*', ':id', '\\'])(
    'finds the user %j, recorded in code',
    async (userId) => {
      await mock.record({ userId, events: [{ type: 'CLICK', label: userId }] });
      const reply = await get(sessionsPath(undefined, encodeURIComponent(userId)));
      expect((await reply.json()).data).toEqual([expect.objectContaining({ label: userId })]);
    },
  );

  test('shows what was recorded since the last request, and forgets it', async () => {
    const visit = { userId: 'eve', events: [{ type: 'LOCATION', path: '/new/' }] } as const;
    const count = async () => (await (await get(sessionsPath(undefined, 'eve'))).json()).data.length;
    const before = await count();
    await mock.record({ ...visit, events: [...visit.events] });
    const after = await count();
    await mock.reset();
    expect([before, after, await count()]).toEqual([0, 1, 0]);
  });

  test('answers for a generated user with the events that the mock has', async () => {
    const [, generated = ''] = await mock.users(2);
    const reply = await get(sessionsPath(undefined, encodeURIComponent(generated)));
    expect(await reply.text()).toBe(JSON.stringify({ data: await mock.events(generated) }));
  });

  test('answers many requests at once', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, async () => (await get(sessionsPath())).text()));
    expect(new Set(replies)).toEqual(new Set([documentedReply]));
  });
});
