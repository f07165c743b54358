import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMock, DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { DOCUMENTED_EVENTS } from '../../src/schema/index.ts';
import { launchChromium } from '../support/chromium.ts';
import { documentedReply } from '../support/documented.ts';
import { buildPage } from './build-page.ts';
import { type ServedFolder, serveFolder } from './serve-folder.ts';

const MSW_PACKAGE = process.env.MSW_PACKAGE || 'msw';
const ELSEWHERE = 'https://openreplay.example.com';

const sessionsPath = (userId: string) =>
  `/api/app/${DOCUMENTED_PROJECT_KEY}/users/${encodeURIComponent(userId)}/sessions`;

let folder: string;
let served: ServedFolder;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'openreplay-kit-page-'));
  await buildPage(folder, MSW_PACKAGE);
  served = await serveFolder(folder);
  page = await browser.newPage();
  await page.goto(served.origin);
  await page.waitForFunction(() => window.kit !== undefined);
  await page.evaluate(() => window.kit.start());
}, 60_000);

afterAll(async () => {
  await browser?.close();
  served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

beforeEach(() => page.evaluate(() => window.kit.reset()));

const ask = (url: string, key?: string) => page.evaluate(([to, by]) => window.kit.ask(to, by), [url, key] as const);

describe(`a page in Chromium whose service worker answers by way of ${MSW_PACKAGE}`, () => {
  it.each([
    ['another host', () => ELSEWHERE],
    ['its own host', () => served.origin],
  ])('gets the documented reply from %s', async (_, origin) => {
    const reply = await ask(origin() + sessionsPath(DOCUMENTED_USER_ID));
    expect(reply).toMatchObject({ status: 200, fromServiceWorker: true });
    expect(reply.text).toBe(documentedReply);
  });

  it('gets the events inside a window, both ends included', async () => {
    const [, second, third] = DOCUMENTED_EVENTS;
    const query = `?start_date=${second?.timestamp}&end_date=${third?.timestamp}`;
    const reply = await ask(ELSEWHERE + sessionsPath(DOCUMENTED_USER_ID) + query);
    expect(JSON.parse(reply.text)).toEqual({ data: [second, third] });
  });

  it('gets what was recorded in the page', async () => {
    const recorded = await page.evaluate(() =>
      window.kit.record({ userId: 'zoë/1@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] }),
    );
    const reply = await ask(ELSEWHERE + sessionsPath('zoë/1@example.org'));
    expect(recorded).toHaveLength(1);
    expect(JSON.parse(reply.text)).toEqual({ data: recorded });
  });

  it('is refused with a wrong key', async () => {
    const reply = await ask(ELSEWHERE + sessionsPath(DOCUMENTED_USER_ID), 'wrong');
    expect(reply.status).toBe(401);
    expect(reply.text).not.toContain('sessionId');
  });

  it('gets the same bytes for generated users as Node', async () => {
    const mock = createMock();
    const users = (await mock.users(6)).filter((userId) => userId !== DOCUMENTED_USER_ID);
    expect(users).toHaveLength(5);
    for (const userId of users) {
      const request = { method: 'GET', path: sessionsPath(userId), query: '', authorization: DEVELOPMENT_KEY };
      const { body } = await mock.handle(request);
      const hash = createHash('sha256')
        .update(body ?? '')
        .digest('hex');
      expect((await ask(ELSEWHERE + sessionsPath(userId))).hash, userId).toBe(hash);
    }
  });
});
