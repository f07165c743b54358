import { setupWorker } from 'msw/browser';
import { handlers } from '../../../src/adapters/msw.ts';
import { createMock, DEVELOPMENT_KEY, type RecordInput, type SessionEvent } from '../../../src/index.ts';

/** A reply as it came to the page. */
export interface PageReply {
  readonly status: number;
  readonly fromServiceWorker: boolean;
  readonly text: string;
  /** SHA-256 of the body's bytes, in hexadecimal. */
  readonly hash: string;
}

/** What the page offers to the test that drives it. */
export interface PageKit {
  start(): Promise<void>;
  /** Fetches with the given key, or with the development key. */
  ask(url: string, key?: string): Promise<PageReply>;
  record(input: RecordInput): Promise<SessionEvent[]>;
  reset(): void;
}

declare global {
  interface Window {
    kit: PageKit;
  }
}

const mock = createMock();
const worker = setupWorker(...handlers(mock));

window.kit = {
  async start() {
    await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  },
  async ask(url, key = DEVELOPMENT_KEY) {
    const reply = await fetch(url, { headers: { authorization: key } });
    const bytes = await reply.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return {
      status: reply.status,
      fromServiceWorker: navigator.serviceWorker.controller !== null,
      text: new TextDecoder().decode(bytes),
      hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    };
  },
  record: (input) => mock.record(input),
  reset: () => mock.reset(),
};
