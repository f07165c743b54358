import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { serve } from '../../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY, type Mock } from '../../../src/index.ts';
import { UnavailableError } from '../../../src/shared/errors.ts';
import { launchChromium } from '../../support/chromium.ts';
import { dragAcross, partsOf, untilShown } from '../parts.ts';

const FOLDER = new URL('../../../.github/screenshots/', import.meta.url);
const PORT = 4010;
/** As WebP the pictures take a quarter of what they take as PNG. */
const FORM = { format: 'webp', quality: 80 } as const;
/** Requests come at fixed times, so that the pictures change only when the studio does. */
const FIRST_REQUEST_AT = Date.UTC(2026, 0, 1, 9, 30);
const BETWEEN_REQUESTS_MS = 1_730;

interface Picture {
  readonly name: string;
  readonly reader: BrowserContextOptions;
}

const PICTURES: readonly Picture[] = [
  { name: 'desktop', reader: { viewport: { width: 1280, height: 800 } } },
  { name: 'dark', reader: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' } },
  { name: 'phone', reader: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } },
];

async function takeAll(): Promise<void> {
  const mock = createMock();
  let at = FIRST_REQUEST_AT;
  const timeSource = () => {
    at += BETWEEN_REQUESTS_MS;
    return at;
  };
  const server = await serve(mock, { port: PORT, timeSource }).catch((error: unknown) => {
    if (error instanceof UnavailableError) return serve(mock, { port: 0, timeSource });
    throw error;
  });
  const browser = await launchChromium();
  try {
    await mkdir(FOLDER, { recursive: true });
    const user = await findVisitor(mock);
    for (const picture of PICTURES) {
      await mock.reset();
      at = FIRST_REQUEST_AT;
      await sendSome(server.url, mock);
      await take(browser, new URL(`/#user=${encodeURIComponent(user)}`, server.url).href, picture);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Finds a user with a few sessions, not too long to be read. */
async function findVisitor(mock: Mock): Promise<string> {
  for (const user of await mock.users(25)) {
    const events = await mock.events(user);
    const sessions = new Set(events.map(({ sessionId }) => sessionId)).size;
    if (sessions >= 4 && sessions <= 9 && events.length / sessions > 7) return user;
  }
  throw new Error('Failed to find a user with 4 to 9 sessions among the first 25.');
}

/** Lets an application have asked for something before; the last request but one failed. */
async function sendSome(url: string, mock: Mock): Promise<void> {
  const [project] = mock.options.projects;
  const users = await mock.users(5);
  mock.faults.add({ status: 503, times: 1, userId: users.at(-2) ?? '' });
  for (const [index, user] of users.entries()) {
    const target = index % 2 === 0 ? url : new URL('/api/v1', url).href;
    await fetch(`${target}/${project}/users/${user}/sessions`, { headers: { authorization: DEVELOPMENT_KEY } });
  }
}

async function take(browser: Browser, url: string, { name, reader }: Picture): Promise<void> {
  const context = await browser.newContext({ ...reader, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await untilShown(page);
  await chooseSomething(page);
  const { data } = await (await context.newCDPSession(page)).send('Page.captureScreenshot', FORM);
  await writeFile(new URL(`${name}.webp`, FOLDER), Buffer.from(data, 'base64'));
  await context.close();
}

/** Sets a window, and highlights a click in it. */
async function chooseSomething(page: Page): Promise<void> {
  const { brush, cards } = partsOf(page);
  await dragAcross(page, brush, 0.4, 0.97);
  await page.waitForFunction(() => location.hash.includes('start_date'));
  await untilShown(page);
  await cards.first().locator('.point .outline').nth(1).click();
  await cards.first().locator('.event-line').waitFor();
  await page.mouse.move(0, 0);
}

// as it is loaded: whoever loads it can load no more once this module is done
await takeAll();
