import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { type RunningServer, type ServeOptions, serve } from '../../src/hosts/node.ts';
import { createMock, DOCUMENTED_USER_ID, type Mock, type MockOptions } from '../../src/index.ts';
import { useChromium } from '../support/use-chromium.ts';

/** How a page of the studio is opened. */
interface Opening {
  /** What stands in the address behind the host, such as `#user=ada`. @defaultValue the documented user */
  readonly at?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A mock that is served with its studio, and a browser to look at it: one of each for a file of tests. */
interface ServedStudio {
  readonly mock: Mock;
  /** Where the studio is, without a slash at the end. */
  readonly origin: string;
  /**
   * Shows a place of the studio. A file of tests has one page, which is loaded once: loading is most of what a test
   * takes. What goes wrong in it unseen fails the test.
   */
  open(opening?: Opening): Promise<Page>;
  /** Asks the control API, as a tool on this machine would. */
  control(method: string, path: string, body?: unknown): Promise<Response>;
  /** Sends a request to the mocked API, as an application would. */
  call(userId: string, query?: string): Promise<Response>;
}

interface OpenPage {
  readonly page: Page;
  readonly troubles: string[];
}

/** A laptop. */
const WIDTH = 1280;
const HEIGHT = 800;

/** Serves a mock for the tests of a file. */
export function serveStudio(mockOptions: MockOptions = {}, serveOptions: ServeOptions = {}): ServedStudio {
  const mock = createMock(mockOptions);
  const chromium = useChromium();
  let server: RunningServer;
  let opened: OpenPage | undefined;
  let visits = 0;
  beforeAll(async () => {
    server = await serve(mock, { port: 0, timeSource: Date.now, ...serveOptions });
  });
  afterAll(async () => {
    await server?.close();
  });
  const originOf = () => new URL(server.url).origin;

  return {
    mock,
    get origin() {
      return originOf();
    },
    async open({ at = `#user=${DOCUMENTED_USER_ID}`, width = WIDTH, height = HEIGHT } = {}) {
      const isNew = opened === undefined;
      opened ??= await openPage(await chromium());
      const { page, troubles } = opened;
      onTestFinished(() => {
        expect(troubles.splice(0)).toEqual([]);
      });
      await page.setViewportSize({ width, height });
      if (isNew) await page.goto(`${originOf()}/${at}`);
      else await goTo(page, at, ++visits);
      return page;
    },
    control: (method, path, body) =>
      fetch(`${originOf()}/__kit/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    call(userId, query = '') {
      const { projects, keys } = mock.options;
      const url = `${server.url}/${projects[0]}/users/${encodeURIComponent(userId)}/sessions${query}`;
      return fetch(url, { headers: { authorization: keys[0] ?? '' } });
    },
  };
}

/** Goes to a place as a link does, from whatever the test before left open. */
async function goTo(page: Page, at: string, visit: number): Promise<void> {
  await page.evaluate(
    (place) =>
      new Promise<void>((resolve) => {
        document.dispatchEvent(new PointerEvent('pointerdown'));
        document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
        addEventListener('hashchange', () => setTimeout(resolve), { once: true });
        location.hash = place;
      }),
    // another address each time, so that there is always a change
    `${at || '#'}&visit=${visit}`,
  );
}

async function openPage(browser: Browser): Promise<OpenPage> {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const page = await browser.newPage({ reducedMotion: 'reduce', permissions });
  const troubles: string[] = [];
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('console', (said) => {
    if (/Content Security Policy/.test(said.text())) troubles.push(said.text());
  });
  return { page, troubles };
}
