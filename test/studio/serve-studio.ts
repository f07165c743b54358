import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { type RunningServer, type ServeOptions, serve } from '../../src/hosts/node.ts';
import { createMock, DOCUMENTED_USER_ID, type Mock, type MockOptions } from '../../src/index.ts';
import { useChromium } from '../support/use-chromium.ts';

/** How a page of the studio is opened. */
export interface Opening extends Pick<BrowserContextOptions, 'colorScheme' | 'permissions' | 'acceptDownloads'> {
  /** What stands in the address behind the host, such as `#user=ada`. @defaultValue the documented user */
  readonly at?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A mock that is served with its studio, and a browser to look at it: one of each for a file of tests. */
export interface ServedStudio {
  readonly mock: Mock;
  /** Where the studio is, without a slash at the end. */
  readonly origin: string;
  /**
   * Opens the studio anew: in the page of the file, or in one of its own for a reader of another kind. What goes wrong
   * in it unseen fails the test.
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
  let usual: OpenPage | undefined;
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
    async open({ at = `#user=${DOCUMENTED_USER_ID}`, ...reader } = {}) {
      const browser = await chromium();
      const isUsual = Object.keys(reader).length === 0;
      if (isUsual) usual ??= await openPage(browser, {});
      const { page, troubles } = isUsual && usual ? usual : await openPage(browser, reader);
      onTestFinished(async () => {
        if (!isUsual) await page.context().close();
        expect(troubles.splice(0)).toEqual([]);
      });
      if (page.url().startsWith(originOf())) {
        // a change of what is behind the # alone would not open it anew, and from another page it takes a new process
        await page.evaluate((place) => {
          // what the page still waits for could set the address once more
          stop();
          history.replaceState(null, '', place);
        }, `/${at}`);
        await page.reload();
      } else {
        await page.goto(`${originOf()}/${at}`);
      }
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

async function openPage(browser: Browser, reader: Omit<Opening, 'at'>): Promise<OpenPage> {
  const { width = WIDTH, height = HEIGHT, ...options } = reader;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('console', (said) => {
    if (/Content Security Policy/.test(said.text())) troubles.push(said.text());
  });
  return { page, troubles };
}
