import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEVELOPMENT_KEY, DOCUMENTED_USER_ID } from '../../../../src/index.ts';
import { sessionsPath } from '../../../support/ask.ts';
import { documentedReply } from '../../../support/documented.ts';
import { useChromium } from '../../../support/use-chromium.ts';
import { type ServedFolder, serveFolder } from '../serve-folder.ts';
import { buildDemo } from './build-demo.ts';

const FOLDER = '/below/a/path/';

const chromium = useChromium();

let folder: string;
let served: ServedFolder;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page complained of, or asked of other hosts. */
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openreplay-kit-demo-'));
  [browser, served] = await Promise.all([chromium(), serveFolder(folder), buildDemo(join(folder, FOLDER))]);
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => request.url().startsWith(served.origin) || complaints.push(request.url()));
  await open();
});

afterAll(async () => {
  served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => void (await ask('/__kit/reset', 'POST', {})));

/** Opens the demo's page, or reopens it, and waits until its studio shows users. */
async function open(tab = page): Promise<void> {
  await tab.goto(served.origin + FOLDER);
  await userRow(DOCUMENTED_USER_ID, tab).waitFor();
}

const userRow = (userId: string, tab = page) => tab.getByRole('option', { name: new RegExp(`^${userId}`) });
const sessions = (text: string | RegExp) => page.getByRole('region', { name: 'Sessions' }).getByText(text);
const reply = () => page.getByRole('status').filter({ hasText: / ms, / });

/** Asks as a page of the demo does, for a path below its folder. */
function ask(path: string, method = 'GET', value?: unknown): Promise<{ status: number; text: string }> {
  const headers = { authorization: DEVELOPMENT_KEY, 'content-type': 'application/json' };
  const init = { method, headers, ...(value !== undefined && { body: JSON.stringify(value) }) };
  return page.evaluate(
    async ([url, options]) => {
      const answer = await fetch(url, options);
      return { status: answer.status, text: await answer.text() };
    },
    [`.${path}`, init] as const,
  );
}

/** Ends the worker, as a browser does when it is idle, once it has kept the given text. */
async function putToSleep(kept: string): Promise<void> {
  await page.waitForFunction(async (text) => {
    const state = await caches.match(new URL('./state.json', location.href).href);
    return (await state?.text())?.includes(text) ?? false;
  }, kept);
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

it('the files of the demo are a page, a worker, a script and a style', async () => {
  const files = await readdir(join(folder, FOLDER), { recursive: true });
  expect(files.map((file) => file.replace(/-[\w-]{8}\./, '.')).sort()).toEqual([
    'demo-worker.js',
    'index.html',
    'studio',
    'studio/index.css',
    'studio/index.js',
  ]);
});

describe('the mock in a service worker', () => {
  it('answers for the API below the folder of the page, and leaves files to the server', async () => {
    expect(await ask(`/api/app${sessionsPath()}`)).toEqual({ status: 200, text: documentedReply });
    expect((await ask(`/api/v1${sessionsPath()}`)).text).toContain('"4813023023591169"');
    expect((await ask(`/v2/api/public${sessionsPath()}`)).status).toBe(405);
    expect((await ask('/index.html')).text).toContain('<title>');
    expect((await ask('/missing.html')).status).toBe(404);
  });

  it('answers for the control API there too, and refuses as it does over HTTP', async () => {
    const health = await ask('/__kit/health');
    expect(JSON.parse(health.text)).toMatchObject({ status: 'ok', live: true, speed: 1 });
    expect((await ask('/__kit/nothing')).status).toBe(404);
    expect((await ask('/__kit/record', 'POST', { userId: 7 })).status).toBe(400);
  });

  it('keeps its settings after the worker was asleep', async () => {
    const visit = { userId: 'ada@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] };
    expect((await ask('/__kit/record', 'POST', visit)).status).toBeLessThan(300);
    expect((await ask('/__kit/faults', 'POST', { status: 418, userId: 'bob@example.org' })).status).toBeLessThan(300);
    await putToSleep('"status":418');
    const { text } = await ask(`/api/app${sessionsPath(undefined, 'ada@example.org')}`);
    expect(JSON.parse(text).data).toMatchObject([{ path: '/pricing/' }]);
    expect((await ask(`/api/app${sessionsPath(undefined, 'bob@example.org')}`)).status).toBe(418);
  });

  it('sends its events to an EventSource as they happen', async () => {
    const answered = await page.evaluate(async (path) => {
      const source = new EventSource('./__kit/requests/stream');
      const next = (type: string) =>
        new Promise<string>((resolve, reject) => {
          source.addEventListener(type, ({ data }) => resolve(data), { once: true });
          source.addEventListener('error', () => reject(new Error('the stream broke')), { once: true });
        });
      const state = await next('state');
      const request = next('request');
      await fetch(path, { headers: { authorization: 'wrong' } });
      const all = [state, await request];
      source.close();
      return all.map((data) => JSON.parse(data));
    }, `./api/app${sessionsPath()}`);
    expect(answered).toMatchObject([{ speed: 1 }, { status: 401 }]);
  });

  it('offers no address to copy, as only its own page can reach it', async () => {
    await open();
    expect(await page.getByText('Base URL').count()).toBe(0);
    await expect.poll(() => page.getByRole('tabpanel').textContent()).toContain("'http://127.0.0.1:4010/api/app/");
    await page.getByRole('combobox', { name: 'API' }).selectOption('v2');
    await expect
      .poll(() => page.getByRole('tabpanel').textContent())
      .toContain("'http://127.0.0.1:4010/v2/api/public/");
    await reply().filter({ hasText: '200' }).waitFor();
    await page.getByRole('combobox', { name: 'API' }).selectOption('documented');
  });

  it('drops connections and cuts bodies short so that the page notices', async () => {
    // a user that the studio does not ask for meanwhile
    const userId = 'bob@example.org';
    for (const fault of [{ drop: true }, { cut: 0.5 }]) {
      await ask('/__kit/faults', 'POST', { ...fault, userId, times: 1 });
      await expect(ask(`/api/app${sessionsPath(undefined, userId)}`)).rejects.toThrow(/Failed to fetch|network error/i);
    }
    expect((await ask(`/api/app${sessionsPath(undefined, userId)}`)).status).toBe(200);
  });

  it('answers a page that was reloaded without it', async () => {
    const session = await context.newCDPSession(page);
    const loaded = page.waitForEvent('load');
    await session.send('Page.reload', { ignoreCache: true });
    await loaded;
    await session.detach();
    await userRow(DOCUMENTED_USER_ID).waitFor();
    expect((await ask('/__kit/health')).status).toBe(200);
  });
});

describe('the studio of the demo', () => {
  it('says where its data is kept', async () => {
    const about = page.getByRole('complementary', { name: 'About this demo' });
    expect(await about.textContent()).toContain('what you change is kept here');
  });

  it('shows the documented user', async () => {
    await userRow(DOCUMENTED_USER_ID).click();
    await sessions('1 session, 6 events').waitFor();
    expect(await reply().textContent()).toContain('200');
    await page.getByRole('region', { name: 'JSON of the reply' }).getByText('4813023023591169').first().waitFor();
  });

  it('shows a visit that is recorded there, even after a reload', async () => {
    await open();
    await userRow(DOCUMENTED_USER_ID).click();
    await page.getByRole('button', { name: 'Add a visit' }).click();
    await page.getByRole('button', { name: 'Record the visit' }).click();
    const counted = await sessions(/^2 sessions, /).textContent();
    await open();
    await userRow(`${DOCUMENTED_USER_ID}.*\\d+ recorded`).click();
    await sessions(counted ?? '').waitFor();
  });

  it('switches a scenario on and off, and a reload keeps it on', async () => {
    const menu = page.getByRole('button', { name: /^Scenario/ });
    const outage = page.getByRole('switch', { name: /^outage/ });
    await menu.click();
    await outage.click();
    await reply().filter({ hasText: '503' }).waitFor();
    await open();
    await userRow(DOCUMENTED_USER_ID).click();
    await reply().filter({ hasText: '503' }).waitFor();
    await menu.filter({ hasText: 'outage' }).click();
    await outage.click();
    await reply().filter({ hasText: '200' }).waitFor();
  });

  it('lists each request as it happens', async () => {
    await ask(`/api/app${sessionsPath(undefined, 'nobody@example.org')}`);
    await page.getByRole('row', { name: /nobody@example\.org/ }).waitFor();
  });

  it('recovers by itself after the worker was asleep', async () => {
    await ask('/__kit/scenarios/slow', 'PUT', {});
    await putToSleep('"slow"');
    await ask(`/api/app${sessionsPath(undefined, 'somebody@example.org')}`);
    await page.getByRole('row', { name: /somebody@example\.org/ }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('uses a newer worker after a visit elsewhere, which keeps the settings of the older one', async () => {
    await ask('/__kit/scenarios/slow', 'PUT', {});
    await appendFile(join(folder, FOLDER, 'demo-worker.js'), '// newer');
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
    await writeFile(join(folder, 'elsewhere.html'), '<title>Not of the demo</title>');
    await page.goto(`${served.origin}/elsewhere.html`);
    await page.waitForFunction(async (scope) => {
      const registration = await navigator.serviceWorker.getRegistration(scope);
      return registration?.waiting === null && registration.active?.state === 'activated';
    }, FOLDER);
    await open();
    await page.getByRole('button', { name: 'Scenario: slow' }).waitFor();
  });

  it('fits a phone, and keeps its line readable', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.waitForFunction(() => document.documentElement.scrollWidth === 390);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>("axe.run('.demo')");
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('asks no other host, violates no policy and throws no error', () => {
    // Chromium writes down each reply with an error, which is what some of these tests ask for
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });

  it('says why it cannot start where service workers are not available', async () => {
    const tab = await context.newPage();
    // over plain HTTP and not at this machine, by its name
    await tab.route('http://demo.test/**', async (route) =>
      route.fulfill({ path: join(folder, FOLDER, new URL(route.request().url()).pathname) }),
    );
    await tab.goto('http://demo.test/index.html');
    await tab.getByRole('alert').getByText('The demo cannot start: this page cannot have a service worker.').waitFor();
    await tab.close();
  });
});
