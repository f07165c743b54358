import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RunningServer, type ServeOptions, serve } from '../../src/hosts/node.ts';
import { createMock, type MockOptions } from '../../src/index.ts';
import { useChromium } from '../support/use-chromium.ts';
import { partsOf, untilShown } from './parts.ts';
import { violations } from './violations.ts';

const KEY = 'S3cret-of-the-test';
const chromium = useChromium();

async function start(options: MockOptions = {}, server: ServeOptions = {}): Promise<RunningServer> {
  const running = await serve(createMock(options), { port: 0, ...server });
  onTestFinished(() => running.close());
  return running;
}

async function open({ url }: RunningServer, onRequest: (url: string) => void = () => {}): Promise<Page> {
  const page = await (await chromium()).newPage();
  onTestFinished(() => page.close());
  page.on('request', (request) => onRequest(request.url()));
  await page.goto(new URL('/#user=mickael@openreplay.com', url).href);
  return page;
}

describe('a server that goes away', () => {
  it('served three files, and no other host was asked; its loss is reported, and the page recovers with it', async () => {
    const first = await start();
    const asked: string[] = [];
    const page = await untilShown(await open(first, (url) => asked.push(url)));
    const own = asked.filter((url) => !url.startsWith('data:'));
    expect(own.every((url) => url.startsWith(new URL(first.url).origin))).toBe(true);
    expect(own.filter((url) => !/\/(__kit|api)\//.test(url)).length).toBe(3);
    const alert = page.getByRole('alert');
    await first.close();
    await alert.getByText('The mock does not answer.').waitFor();
    await page.getByText('not connected').waitFor();
    expect(await violations(page, { within: '.banner' })).toEqual([]);
    expect(await partsOf(page).cards.count()).toBe(1);

    const mock = createMock({ users: 3 });
    await mock.record({ userId: 'mickael@openreplay.com', events: [{ type: 'CLICK', label: 'Back' }] });
    const second = await serve(mock, { port: Number(new URL(first.url).port) });
    onTestFinished(() => second.close());
    await alert.waitFor({ state: 'detached' });
    await page.getByText('mock connected').waitFor();
    await page.getByText('2 sessions, 7 events').waitFor();
    await page.getByText('4 users').waitFor();
  });
});

describe('a mock with a control key', () => {
  it('is unlocked with that key', async () => {
    const page = await open(await start({}, { controlKey: KEY }));
    const dialog = page.getByRole('dialog', { name: 'Control key' });
    const field = dialog.getByLabel('Control key');
    expect(await violations(page, { within: 'dialog' })).toEqual([]);
    await field.fill('wrong');
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await dialog.getByText('That key is wrong.').waitFor();
    expect(await page.getByRole('option').count()).toBe(0);
    await field.fill(KEY);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await untilShown(page);
    expect(await page.content()).not.toContain(KEY);
    expect(page.url()).not.toContain(KEY);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(KEY);
  });
});

describe('a mock with a custom API key', () => {
  it('is asked with the entered key, which is shown nowhere', async () => {
    const page = await open(await start({ keys: [KEY] }));
    const { sessions, request, requestText, log, cards } = partsOf(page);
    await sessions.getByText('A key is needed').waitFor();
    await request.getByLabel('API key').fill('wrong');
    await request.getByRole('button', { name: 'Use' }).click();
    await sessions.getByText('The API refused with status 401').waitFor();
    await request.getByLabel('API key').fill(KEY);
    await request.getByRole('button', { name: 'Change' }).click();
    await cards.first().waitFor();
    expect(await requestText.textContent()).toContain('$OPENREPLAY_API_KEY');
    await log.getByRole('checkbox', { name: "The studio's own too" }).check();
    await log
      .getByRole('button', { name: /^Replay/ })
      .first()
      .click();
    await page.getByText(/^Replayed: 200/).waitFor();
    expect(await page.content()).not.toContain(KEY);
  });
});

describe('the page', () => {
  it('may only run its own files and talk to its own server, and may not be framed', async () => {
    const { url } = await start();
    const { headers } = await fetch(new URL('/', url));
    const policy = headers.get('content-security-policy')?.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not served without the control API', async () => {
    const { url } = await start({}, { control: false });
    expect((await fetch(new URL('/', url))).status).toBe(404);
  });
});
