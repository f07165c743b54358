import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID, type SessionEvent } from '../../src/index.ts';
import { runContract, targetOf } from '../support/contract-run.ts';
import { documentedReply } from '../support/documented.ts';
import { cases } from './cases.ts';
import { BUSY_USER_ID, KEY, sessionsOf } from './history.ts';
import type { RunningServer } from './server.ts';

describe.each(cases.map((one) => [one.title, one] as const))('%s', (_, { server, convention }) => {
  let running: RunningServer;
  beforeAll(async () => {
    running = await server.start(convention);
  });
  afterAll(() => running.close());

  async function ask(userId: string, query = '', headers: HeadersInit = { authorization: KEY }): Promise<Response> {
    const path = `/${DOCUMENTED_PROJECT_KEY}/users/${encodeURIComponent(userId)}/sessions${query}`;
    return fetch(running.baseUrl + path, { headers });
  }
  async function eventsOf(userId: string, query = ''): Promise<SessionEvent[]> {
    return ((await (await ask(userId, query)).json()) as { data: SessionEvent[] }).data;
  }

  it("answers the document's request with the document's example", async () => {
    const reply = await ask(DOCUMENTED_USER_ID);
    expect(reply.status).toBe(200);
    expect(await reply.json()).toEqual(JSON.parse(documentedReply));
  });

  it('has whole sessions, listed in the order that its team chose', async () => {
    const starts = (await eventsOf(BUSY_USER_ID)).filter(
      ({ sessionId }, index, all) => sessionId !== all[index - 1]?.sessionId,
    );
    const times = starts.map(({ timestamp }) => timestamp);
    const ascending = times.toSorted((a, b) => a - b);
    expect(times).toEqual(convention.order === 'oldest first' ? ascending : ascending.reverse());
    expect(times).toHaveLength(sessionsOf(BUSY_USER_ID).length);
  });

  it('reads dates as its team did', async () => {
    const [first, , , fourth] = sessionsOf(BUSY_USER_ID);
    if (!first || !fourth) throw new Error('the history is too short');
    const { startedAt, endedAt, events } = first;
    const whole = events.length;
    const atStart = events.filter(({ timestamp }) => timestamp === startedAt).length;
    const afterStart = whole - atStart;
    const isIncluded = convention.end === 'included';
    const count = async (query: string) => (await eventsOf(BUSY_USER_ID, query)).length;
    expect([
      await count(`?end_date=${startedAt}`),
      await count(`?start_date=${startedAt + 1}&end_date=${endedAt + 1}`),
    ]).toEqual(
      {
        event: [isIncluded ? atStart : 0, afterStart],
        session: [isIncluded ? whole : 0, 0],
        overlap: [isIncluded ? whole : 0, whole],
      }[convention.window],
    );
  });

  it('refuses a missing key and a malformed date', async () => {
    for (const reply of [await ask(BUSY_USER_ID, '', {}), await ask(BUSY_USER_ID, '?start_date=yesterday')]) {
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      expect(await reply.text()).not.toContain('messageId');
    }
  });

  it('is known to the contract as a server that answers', async () => {
    const target = targetOf({ baseUrl: running.baseUrl, key: KEY, userIds: [BUSY_USER_ID] });
    const run = await runContract(target, { only: ['REQUEST-01', 'REPEAT-01', 'REPLY-06', 'REPLY-07', 'ORDER-03'] });
    expect(run.results.map(({ outcome }) => outcome)).toEqual(run.results.map(() => 'met'));
    expect(run.results).toHaveLength(5);
  });
});
