import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BASE_PATH,
  DOCUMENTED_EVENTS,
  DOCUMENTED_PROJECT_KEY,
  DOCUMENTED_USER_ID,
  errorReplySchema,
  sessionsReplySchema,
} from '../../src/api/index.ts';
import { type Prism, startPrism } from '../../src/hosts/prism.ts';
import { OptionError, UnavailableError } from '../../src/shared/errors.ts';

const PATH = `${BASE_PATH}/${DOCUMENTED_PROJECT_KEY}/users/${DOCUMENTED_USER_ID}/sessions`;
const headers = { Authorization: 'any key' };
const documented = JSON.stringify({ data: DOCUMENTED_EVENTS });

let prism: Prism;

beforeAll(async () => {
  prism = await startPrism();
});
afterAll(() => prism?.stop());

describe('Prism on the document', () => {
  const get = (query: string, init: RequestInit) => fetch(`${prism.url}${PATH}${query}`, init);

  it('answers the documented request with the documented reply, byte for byte', async () => {
    const reply = await get('', { headers: { ...headers, 'content-type': 'application/json' } });
    expect([reply.status, await reply.text()]).toEqual([200, documented]);
    expect(reply.headers.get('sl-violations')).toBeNull();
  });

  it('answers 401 without a key', async () => {
    const reply = await get('', {});
    expect(reply.status).toBe(401);
    expect(errorReplySchema.parse(await reply.json()).errors).toEqual([expect.stringContaining('missing')]);
  });

  it('answers 400 to a date that is not a number', async () => {
    expect((await get('?start_date=yesterday', { headers })).status).toBe(400);
  });

  it('answers a named example on request', async () => {
    const reply = await get('', { headers: { ...headers, Prefer: 'example=empty' } });
    expect(await reply.json()).toEqual({ data: [] });
  });

  it('generates varying replies that match the schema, on request', async () => {
    const dynamic = { ...headers, Prefer: 'dynamic=true' };
    const replies = await Promise.all(Array.from({ length: 20 }, () => get('', { headers: dynamic })));
    const bodies = await Promise.all(replies.map((reply) => reply.text()));
    expect(replies.map((reply) => reply.headers.get('sl-violations')).filter(Boolean)).toEqual([]);
    for (const body of bodies) {
      const json = JSON.parse(body);
      // Equal: there were no fields beside the documented ones, which parsing leaves out.
      expect(sessionsReplySchema.parse(json)).toEqual(json);
    }
    expect(new Set(bodies).size).toBe(bodies.length);
  });
});

describe.concurrent('startPrism', () => {
  it('says why Prism does not start', async () => {
    const missing = startPrism({ document: 'no-such-document.json' });
    const taken = startPrism({ port: Number(new URL(prism.url).port) });
    await Promise.all([
      expect(missing).rejects.toThrow(UnavailableError),
      expect(missing).rejects.toThrow(/Failed to start Prism: .*no-such-document\.json/),
      expect(taken).rejects.toThrow(/Failed to start Prism: .*EADDRINUSE/),
    ]);
  });

  it('refuses to generate replies as a proxy', async () => {
    await expect(startPrism({ proxyTo: prism.url, dynamic: true })).rejects.toThrow(OptionError);
  });
});

it('Prism no longer answers once it is stopped, and may be stopped again', async () => {
  await prism.stop();
  await prism.stop();
  await expect(fetch(prism.url)).rejects.toThrow();
});
