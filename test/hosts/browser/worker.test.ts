import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../../src/api/index.ts';
import {
  createMock,
  DEVELOPMENT_KEY,
  DOCUMENTED_PROJECT_KEY,
  DOCUMENTED_USER_ID,
  type FaultInput,
} from '../../../src/index.ts';
import { documentedReply } from '../../support/documented.ts';
import { scaled } from '../../support/patience.ts';
import { useChromium } from '../../support/use-chromium.ts';
import { buildPage } from './build-page.ts';
import { type ServedFolder, serveFolder } from './serve-folder.ts';

const MSW_PACKAGE = process.env.MSW_PACKAGE || 'msw';
const ELSEWHERE = 'https://openreplay.example.com';
const ADA = 'ada@example.org';

const sessionsPath = (userId: string) =>
  `/api/app/${DOCUMENTED_PROJECT_KEY}/users/${encodeURIComponent(userId)}/sessions`;
const DOCUMENTED_URL = ELSEWHERE + sessionsPath(DOCUMENTED_USER_ID);

const chromium = useChromium();

let folder: string;
let served: ServedFolder;
let browser: Browser;
let page: Page;
/** The uncaught errors of the page. */
const uncaught: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openreplay-kit-page-'));
  await buildPage(folder, MSW_PACKAGE);
  served = await serveFolder(folder);
  browser = await chromium();
  page = await browser.newPage();
  page.on('pageerror', (error) => uncaught.push(error.message));
  await open(page);
});

afterAll(async () => {
  served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

beforeEach(() => page.evaluate(() => window.kit.mock.reset()));

/** Opens the page, or reopens it, and starts its worker. */
async function open(tab: Page, parameters: Record<string, string> = {}): Promise<void> {
  await tab.goto(`${served.origin}/?${new URLSearchParams(parameters)}`);
  await tab.waitForFunction(() => window.kit !== undefined);
  await tab.evaluate(() => window.kit.start());
}

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  page.evaluate(([to, options]) => window.kit.ask(to, options), [url, { headers, method }] as const);

const addFault = (fault: FaultInput) => page.evaluate((input) => void window.kit.mock.faults.add(input), fault);

const visitAda = (tab: Page, path: string) =>
  tab.evaluate(([userId, opened]) => window.kit.mock.user(userId).session((visit) => visit.page(opened)), [
    ADA,
    path,
  ] as const);

describe(`a page in Chromium whose service worker answers through ${MSW_PACKAGE}`, () => {
  it('respects a strict Content Security Policy', async () => {
    const strict = await serveFolder(folder, { 'content-security-policy': "script-src 'self'" });
    const tab = await browser.newPage();
    await tab.addInitScript(() => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => void violations.push(event.blockedURI));
      Object.assign(window, { violations });
    });
    await tab.goto(strict.origin);
    await tab.waitForFunction(() => window.kit !== undefined);
    await visitAda(tab, '/pricing/');
    const violations = await tab.evaluate('window.violations');
    await tab.close();
    strict.close();
    expect(violations).toEqual([]);
  });

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
    const reply = await ask(DOCUMENTED_URL + query);
    expect(JSON.parse(reply.text)).toEqual({ data: [second, third] });
  });

  it('gets what was recorded in the page', async () => {
    const recorded = await page.evaluate(() =>
      window.kit.mock.record({ userId: 'zoë/1@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] }),
    );
    const reply = await ask(ELSEWHERE + sessionsPath('zoë/1@example.org'));
    expect(recorded).toHaveLength(1);
    expect(JSON.parse(reply.text)).toEqual({ data: recorded });
  });

  it('is refused with a wrong key', async () => {
    const reply = await ask(DOCUMENTED_URL, { authorization: 'wrong' });
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

  it('gets the headers of HEAD without a body, and the allowed methods from OPTIONS', async () => {
    const head = await ask(DOCUMENTED_URL, {}, 'HEAD');
    const length = String(Buffer.byteLength(documentedReply));
    expect(head).toMatchObject({ status: 200, text: '', headers: { 'content-length': length } });
    const options = await ask(DOCUMENTED_URL, {}, 'OPTIONS');
    expect(options).toMatchObject({ status: 204, text: '', headers: { allow: 'GET, HEAD, OPTIONS' } });
    expect(await ask(DOCUMENTED_URL, {}, 'DELETE')).toMatchObject({ status: 405 });
  });

  it('gets what the Prefer header asks for', async () => {
    const missing = await ask(DOCUMENTED_URL, { prefer: 'code=404' });
    expect([missing.status, JSON.parse(missing.text)]).toEqual([404, { errors: [expect.any(String)] }]);
    expect((await ask(DOCUMENTED_URL, { prefer: 'code=9' })).status).toBe(400);
  });
});

describe('a fault, as the page sees it', () => {
  it('is a refusal with its status, sentence and Retry-After, for the given number of requests', async () => {
    await addFault({ status: 503, message: 'Down.', retryAfterSeconds: 30, times: 1 });
    const reply = await ask(DOCUMENTED_URL);
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
    expect(JSON.parse(reply.text)).toEqual({ errors: ['Down.'] });
    expect((await ask(DOCUMENTED_URL)).status).toBe(200);
  });

  it('is a late reply, which that of a later request overtakes', async () => {
    await addFault({ latency: scaled(400), userId: DOCUMENTED_USER_ID });
    const urls = [DOCUMENTED_URL, ELSEWHERE + sessionsPath(ADA)];
    const order = await page.evaluate(async (asked) => {
      const came: string[] = [];
      await Promise.all(asked.map((url) => window.kit.ask(url).then(() => came.push(url))));
      return came;
    }, urls);
    expect(order).toEqual([...urls].reverse());
  });

  it.each<[string, FaultInput, string]>([
    ['a fetch that rejects when the connection is dropped', { drop: true, times: 1 }, 'fetch'],
    ['a late rejection', { drop: true, latency: 20, times: 1 }, 'fetch'],
    ['a body that cannot be read when half of it comes', { cut: 0.5, times: 1 }, 'body'],
    ['a body that cannot be read when nothing of it comes', { cut: 0, times: 1 }, 'body'],
  ])('is %s', async (_, fault, failed) => {
    await addFault(fault);
    expect(await page.evaluate((url) => window.kit.fail(url), DOCUMENTED_URL)).toEqual({ failed, name: 'TypeError' });
    expect((await ask(DOCUMENTED_URL)).text).toBe(documentedReply);
  });

  it('throws nothing that the page does not catch', () => {
    expect(uncaught).toEqual([]);
  });

  it('is in the log of requests', async () => {
    await addFault({ drop: true, times: 1 });
    await page.evaluate((url) => window.kit.fail(url), DOCUMENTED_URL);
    const log = await page.evaluate(() => window.kit.mock.requests.list());
    expect(log).toMatchObject([{ method: 'GET', path: sessionsPath(DOCUMENTED_USER_ID), broken: 'dropped' }]);
  });

  it('is set by a scenario', async () => {
    await page.evaluate(() => void window.kit.mock.use('outage'));
    expect((await ask(DOCUMENTED_URL)).status).toBe(503);
  });
});

describe('handlers with a base URL of another origin', () => {
  it('answer there, even with credentials, and nowhere else', async () => {
    const tab = await browser.newPage();
    await open(tab, { base: `${ELSEWHERE}/tenant` });
    const path = sessionsPath(DOCUMENTED_USER_ID).replace('/api/app', '');
    const [there, here] = await tab.evaluate(
      (urls) => Promise.all(urls.map((url) => window.kit.ask(url))),
      [`${ELSEWHERE}/tenant${path}`, served.origin + sessionsPath(DOCUMENTED_USER_ID)],
    );
    expect(there).toMatchObject({ status: 200, text: documentedReply });
    expect(here?.status).toBe(404);
    await tab.close();
  });
});

describe('faker', () => {
  it('is loaded for the first undocumented user, in one language, and not before', async () => {
    const tab = await browser.newPage();
    const scripts: string[] = [];
    tab.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    await open(tab);
    const loadedAtOnce = scripts.length;
    await tab.evaluate((url) => window.kit.ask(url), DOCUMENTED_URL);
    expect(scripts).toHaveLength(loadedAtOnce);
    const [, generated = ''] = await createMock().users(2);
    await tab.evaluate((url) => window.kit.ask(url), ELSEWHERE + sessionsPath(generated));
    const names = scripts.slice(loadedAtOnce).map((path) => /([a-zA-Z_]+)-[^/]*$/.exec(path)?.[1]);
    expect(names).toContain('en');
    expect(names.filter((name) => name && /^(de|fr|es|ja|pt_BR|pt-br)$/.test(name))).toEqual([]);
    await tab.close();
  });
});

describe('what the page recorded', () => {
  const pathsOf = async (tab: Page) => {
    const { text } = await tab.evaluate((url) => window.kit.ask(url), ELSEWHERE + sessionsPath(ADA));
    return JSON.parse(text).data.map((event: { path: string }) => event.path);
  };

  /** Opens the page where nothing is kept yet, and collects what the kit warns of. */
  const openApart = async () => {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const warnings: string[] = [];
    tab.on('console', (message) => message.text().startsWith('openreplay-kit') && warnings.push(message.text()));
    await open(tab, { persist: 'local' });
    return { context, tab, warnings };
  };

  it.each(['session', 'local'])('is there after a reload with persist: %s', async (persist) => {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await open(tab, { persist });
    await visitAda(tab, '/pricing/');
    await open(tab, { persist });
    await visitAda(tab, '/checkout/');
    await open(tab, { persist });
    expect(await pathsOf(tab)).toEqual(['/pricing/', '/checkout/']);
    await context.close();
  });

  it.each<[string, Record<string, string>]>([
    ['with persist: false', { persist: 'false' }],
    ['when nothing keeps it', {}],
  ])('is gone after a reload %s', async (_, parameters) => {
    const tab = await browser.newPage();
    await open(tab, parameters);
    await visitAda(tab, '/pricing/');
    expect(await pathsOf(tab)).toEqual(['/pricing/']);
    await open(tab, parameters);
    expect(await pathsOf(tab)).toEqual([]);
    await tab.close();
  });

  it('shows up in another tab at once with persist: local, and not with persist: session', async () => {
    const context = await browser.newContext();
    const [one, two, apart] = [await context.newPage(), await context.newPage(), await context.newPage()];
    await open(one, { persist: 'local' });
    await open(two, { persist: 'local' });
    await open(apart, { persist: 'session' });
    await visitAda(one, '/pricing/');
    await two.waitForFunction(() => window.kit.mock.snapshot().recorded.length > 0);
    expect([await pathsOf(two), await pathsOf(apart)]).toEqual([['/pricing/'], []]);
    await context.close();
  });

  it('is discarded with a warning when it is corrupt, and the page works', async () => {
    const { context, tab, warnings } = await openApart();
    await visitAda(tab, '/pricing/');
    await tab.evaluate(() => {
      for (const key of Object.keys(localStorage)) localStorage.setItem(key, `${localStorage.getItem(key)}spoilt`);
    });
    await open(tab, { persist: 'local' });
    expect(await pathsOf(tab)).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('openreplay-kit discards what the browser kept')]);
    await context.close();
  });

  it('continues in memory with a warning when the browser has no room left', async () => {
    const { context, tab, warnings } = await openApart();
    await tab.evaluate(() => {
      let filler = 'x'.repeat(4_000_000);
      for (let at = 0; filler.length > 50; at++) {
        try {
          localStorage.setItem(`filler-${at}`, filler);
        } catch {
          filler = filler.slice(0, filler.length / 2);
        }
      }
    });
    await visitAda(tab, '/pricing/');
    expect(await pathsOf(tab)).toEqual(['/pricing/']);
    expect(warnings).toEqual([expect.stringMatching(/cannot keep recorded data: .*quota/)]);
    await context.close();
  });
});
