import { setupWorker } from 'msw/browser';
import { keepInBrowser } from '../../../../src/hosts/browser/index.ts';
import { handlers } from '../../../../src/hosts/msw.ts';
import { createMock, DEVELOPMENT_KEY, type Mock } from '../../../../src/index.ts';

/** A reply as it came to the page. */
export interface PageReply {
  readonly status: number;
  readonly fromServiceWorker: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** SHA-256 of the body's bytes, in hexadecimal. */
  readonly hash: string;
}

/** How a page's request went wrong: no reply came, or its body broke off. */
export interface PageFailure {
  readonly failed: 'fetch' | 'body';
  readonly name: string;
}

/** What the page offers to the test that drives it. */
export interface PageKit {
  readonly mock: Mock;
  start(): Promise<void>;
  /** Fetches with the development key, unless told otherwise. */
  ask(
    url: string,
    options?: { readonly method?: string; readonly headers?: Record<string, string> },
  ): Promise<PageReply>;
  /** Fetches as `ask` does, and says how that went wrong. */
  fail(url: string): Promise<PageFailure>;
}

declare global {
  interface Window {
    kit: PageKit;
  }
}

const parameters = new URLSearchParams(location.search);
const persist = parameters.get('persist');
const baseUrl = parameters.get('base');

const mock = createMock();
if (persist === 'session' || persist === 'local') await keepInBrowser(mock, { persist });
if (persist === 'false') await keepInBrowser(mock, { persist: false });
const worker = setupWorker(...handlers(mock, baseUrl === null ? {} : { baseUrl }));

const authorization = DEVELOPMENT_KEY;

window.kit = {
  mock,
  async start() {
    await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  },
  async ask(url, { method = 'GET', headers = {} } = {}) {
    const reply = await fetch(url, { method, headers: { authorization, ...headers } });
    const bytes = await reply.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return {
      status: reply.status,
      fromServiceWorker: navigator.serviceWorker.controller !== null,
      headers: Object.fromEntries(reply.headers),
      text: new TextDecoder().decode(bytes),
      hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    };
  },
  async fail(url) {
    const reply = await fetch(url, { headers: { authorization } }).catch(nameOf);
    if (typeof reply === 'string') return { failed: 'fetch', name: reply };
    const text = await reply
      .text()
      .then((read) => Promise.reject(new RangeError(`it came whole: ${read}`)))
      .catch(nameOf);
    return { failed: 'body', name: text };
  },
};

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
