import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { type Host, hosts } from '../support/hosts.ts';

const headers = { authorization: DEVELOPMENT_KEY };

test.each([
  [0, 0],
  [0.5, Math.floor(documentedReply.length / 2)],
  [0.6, Math.floor(documentedReply.length * 0.6)],
  [0.999, Math.floor(documentedReply.length * 0.999)],
])('a cut of %d sends that share of the body', async (cut, bytes) => {
  const mock = createMock({ users: 0, faults: [{ cut }] });
  const path = `/api/app${sessionsPath()}`;
  const { delivery } = await mock.handle({ method: 'GET', path, query: '', authorization: DEVELOPMENT_KEY });
  expect(delivery).toEqual({ delayMs: 0, cutAfterBytes: bytes });
});

describe.each(hosts)('a fault, seen through %s:', (_, open) => {
  const mock = createMock({ users: 0 });
  let host: Host;

  beforeAll(async () => {
    host = await open(mock);
    return () => host.close();
  });
  afterEach(() => mock.reset());

  const get = (init: RequestInit = {}) => host.fetch(host.baseUrl + sessionsPath(), { headers, ...init });

  test('a status comes with its sentence and Retry-After', async () => {
    mock.faults.add({ status: 429, message: 'Slow down.', retryAfterSeconds: 7 });
    const reply = await get();
    expect([reply.status, reply.headers.get('retry-after'), await reply.json()]).toEqual([
      429,
      '7',
      { errors: ['Slow down.'] },
    ]);
  });

  test('the next requests fail, then all is well', async () => {
    mock.faults.add({ status: 503, times: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await get()).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test('the studio uses up no faults, and sees those of every request', async () => {
    const asStudio = { headers: { ...headers, 'x-kit-studio': 'yes' } };
    mock.faults.add({ status: 503, times: 1 });
    expect([(await get(asStudio)).status, (await get()).status, (await get()).status]).toEqual([200, 503, 200]);
    mock.faults.add({ status: 500 });
    expect((await get(asStudio)).status).toBe(500);
    expect(mock.requests.list({ studio: true }).map(({ byStudio }) => byStudio)).toEqual([true, false, false, true]);
  });

  test('a dropped connection rejects the request', async () => {
    mock.faults.add({ drop: true });
    await expect(get()).rejects.toThrow();
  });

  test('a cut body rejects while it is read, after the head arrived', async () => {
    mock.faults.add({ cut: 0.5 });
    const reply = await get();
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
  });

  test('a body cut at its very beginning rejects too', async () => {
    mock.faults.add({ cut: 0 });
    await expect(get().then((reply) => reply.text())).rejects.toThrow();
  });

  test('a delay holds back the reply without changing it', async () => {
    mock.faults.add({ latency: 30 });
    const came: string[] = [];
    // begins first, and so is over first however busy the machine is
    const waited = wait(28).then(() => came.push('a little less than the delay'));
    const reply = await get();
    came.push('reply');
    await waited;
    const text = await reply.text();
    expect(text).toBe(documentedReply);
    expect(came).toEqual(['a little less than the delay', 'reply']);
  });

  test('a client that gives up waiting gets no reply', async () => {
    mock.faults.add({ latency: 60_000 });
    await expect(get({ signal: AbortSignal.timeout(30) })).rejects.toThrow();
  });

  test('every reply varies by Prefer, including refusals and examples', async () => {
    const asked = [get(), get({ headers: {} }), get({ headers: { ...headers, prefer: 'code=404' } })];
    const replies = await Promise.all(asked);
    expect(replies.map((reply) => [reply.status, reply.headers.get('vary')])).toEqual([
      [200, 'prefer'],
      [401, 'prefer'],
      [404, 'prefer'],
    ]);
  });

  test('the Prefer header asks for a status', async () => {
    const reply = await get({ headers: { ...headers, prefer: 'code=404' } });
    expect([reply.status, await reply.json()]).toEqual([404, { errors: ['The project does not exist.'] }]);
  });

  test('HEAD is refused without a body', async () => {
    mock.use('outage');
    const reply = await get({ method: 'HEAD' });
    expect([reply.status, await reply.text()]).toEqual([503, '']);
  });

  test('session IDs beyond 2^53 keep their digits on the wire', async () => {
    mock.use('unsafe-ids');
    const text = await (await get()).text();
    const ids = [...text.matchAll(/"sessionId":(\d+)/g)].map(([, digits]) => digits ?? '');
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(1);
    for (const id of ids) expect(BigInt(id)).toBeGreaterThan(2n ** 53n);
    for (const id of ids) expect(String(Number(id))).not.toBe(id);
    const off = JSON.parse(documentedReply).data[0].sessionId;
    expect(text.replaceAll(/"sessionId":\d+/g, `"sessionId":${off}`)).toBe(documentedReply);
  });
});

test('session IDs beyond 2^53 follow what is recorded', async () => {
  const mock = createMock({ users: 0, scenarios: ['unsafe-ids'] });
  const ask = async () => {
    const path = `/api/app${sessionsPath(undefined, 'ada')}`;
    const { body } = await mock.handle({ method: 'GET', path, query: '', authorization: DEVELOPMENT_KEY });
    return [...new TextDecoder().decode(body).matchAll(/"sessionId":(\d+)/g)].map(([, id]) => BigInt(id ?? 0));
  };
  expect(await ask()).toEqual([]);
  await mock.user('ada').session((visit) => visit.page('/').click('Go'));
  await mock.user('ada').session((visit) => visit.page('/again'));
  const [first, second, third] = await ask();
  expect(first).toBe(second);
  expect(third).toBeGreaterThan(second ?? 0n);
});
