import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEVELOPMENT_KEY } from '../../../src/index.ts';
import { sessionsPath } from '../../support/ask.ts';
import { launchChromium } from '../../support/chromium.ts';
import { documentedReply } from '../../support/documented.ts';
import { type ServedFolder, serveFolder } from '../serve-folder.ts';

const WORKER = fileURLToPath(new URL('../../../src/browser/demo/demo-worker.ts', import.meta.url));
const FOLDER = '/below/a/path/';

let folder: string;
let served: ServedFolder;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openreplay-kit-demo-'));
  await mkdir(join(folder, FOLDER), { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, FOLDER),
      minify: false,
      target: 'es2022',
      // a service worker may not load parts of itself later
      rolldownOptions: { input: WORKER, output: { entryFileNames: 'worker.js', codeSplitting: false } },
    },
  });
  await copyFile(new URL('./page.html', import.meta.url), join(folder, FOLDER, 'index.html'));
  served = await serveFolder(folder);
  browser = await launchChromium();
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(`${served.origin}${FOLDER}index.html`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('./worker.js', { type: 'module' });
    const isControlled = () => navigator.serviceWorker.controller !== null;
    while (!isControlled()) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
    }
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Asks as a page of the demo does, for a path below its folder. */
function ask(path: string, method = 'GET', value?: unknown): Promise<{ status: number; text: string }> {
  const headers = { authorization: DEVELOPMENT_KEY, 'content-type': 'application/json' };
  const init = { method, headers, ...(value !== undefined && { body: JSON.stringify(value) }) };
  return page.evaluate(
    async ([url, options]) => {
      const reply = await fetch(url, options);
      return { status: reply.status, text: await reply.text() };
    },
    [`.${path}`, init] as const,
  );
}

/** Ends the worker, as a browser does when nobody asks for a while, once it has kept the given text. */
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

it('the API answers below the folder of the page, and files are files', async () => {
  expect(await ask(`/api/app${sessionsPath()}`)).toEqual({ status: 200, text: documentedReply });
  expect((await ask('/index.html')).text).toContain('<title>');
  expect((await ask('/missing.html')).status).toBe(404);
});

it('the control API answers there too, and refuses as it does over HTTP', async () => {
  const health = await ask('/__kit/health');
  expect(JSON.parse(health.text)).toMatchObject({ status: 'ok', live: true, speed: 1 });
  expect((await ask('/__kit/nothing')).status).toBe(404);
  expect((await ask('/__kit/record', 'POST', { userId: 7 })).status).toBe(400);
});

it('what it was told is still so after the worker slept', async () => {
  const visit = { userId: 'ada@example.org', events: [{ type: 'LOCATION', path: '/pricing/' }] };
  expect((await ask('/__kit/record', 'POST', visit)).status).toBeLessThan(300);
  expect((await ask('/__kit/faults', 'POST', { status: 418, userId: 'bob@example.org' })).status).toBeLessThan(300);
  await putToSleep('"status":418');
  const reply = await ask('/api/app/3sWXSsqHgSKnE87YkNJK/users/ada@example.org/sessions');
  expect(JSON.parse(reply.text).data).toMatchObject([{ path: '/pricing/' }]);
  expect((await ask('/api/app/3sWXSsqHgSKnE87YkNJK/users/bob@example.org/sessions')).status).toBe(418);
});

it('a page can watch the mock', async () => {
  const path = `./api/app${sessionsPath()}`;
  const text = await page.evaluate(async (url) => {
    const stop = new AbortController();
    const reply = await fetch('./__kit/requests/stream', { signal: stop.signal });
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = (await reader?.read())?.value ?? '';
    await fetch(url, { headers: { authorization: 'wrong' } });
    while (!seen.includes('"status":401')) seen += (await reader?.read())?.value ?? '';
    stop.abort();
    return seen;
  }, path);
  expect(text).toContain('event: state');
  expect(text).toContain('event: request');
});

it('a dropped connection and a body that breaks off are such to the page', async () => {
  for (const fault of [{ drop: true }, { cut: 0.5 }]) {
    await ask('/__kit/faults', 'POST', { ...fault, times: 1 });
    await expect(ask(`/api/app${sessionsPath()}`)).rejects.toThrow(/Failed to fetch|network error/i);
  }
  expect((await ask(`/api/app${sessionsPath()}`)).status).toBe(200);
});
