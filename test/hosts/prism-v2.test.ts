import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/api/index.ts';
import { V2_BASE_PATH } from '../../src/api/v2/paths.ts';
import { userSessionsReplySchema } from '../../src/api/v2/reply.ts';
import { type Prism, startPrism } from '../../src/hosts/prism.ts';

const document = fileURLToPath(new URL('../../openapi/v2.json', import.meta.url));
const PATH = `${V2_BASE_PATH}/${DOCUMENTED_PROJECT_KEY}/users/${DOCUMENTED_USER_ID}/sessions`;
const WINDOW = { startTimestamp: 1623440822825, endTimestamp: 1623440920846 };

let prism: Prism;

beforeAll(async () => {
  prism = await startPrism({ document, dynamic: true });
});
afterAll(() => prism?.stop());

const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${prism.url}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any key', ...headers },
    body: JSON.stringify(body),
  });

describe('Prism on the document of v2', () => {
  it('answers with the session of the documented example on request', async () => {
    const reply = await post(WINDOW, { prefer: 'dynamic=false' });
    expect(reply.headers.get('sl-violations')).toBeNull();
    expect(await reply.json()).toEqual({
      data: {
        total: 1,
        sessions: [{ sessionId: '4813023023591169', eventsCount: 6, startTs: 1623440905000, endTs: 1623440919000 }],
      },
    });
  });

  it('refuses a missing key, and a body without a window', async () => {
    expect((await post(WINDOW, { authorization: '' })).status).toBe(401);
    expect((await post({ limit: 1 })).status).toBe(400);
  });

  it('generates replies that match the schema', async () => {
    for (let run = 0; run < 5; run += 1) {
      const reply = await post(WINDOW);
      const body = await reply.json();
      expect(reply.headers.get('sl-violations')).toBeNull();
      expect(userSessionsReplySchema.parse(body)).toEqual(body);
    }
  });
});
