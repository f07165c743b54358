/**
 * The service worker of the demo: a static site whose pages have their own mock. To be bundled into one file, as a
 * service worker cannot load modules later, and placed next to the pages.
 *
 * @packageDocumentation
 */
import { createMock } from '../../../mock/mock.ts';
import { VERSION } from '../../../shared/version.ts';
import { createDemoSite, isForMock } from './demo-site.ts';
import { bringBack, type DemoState, parseState, takeState } from './demo-state.ts';
import type { WorkerScope } from './worker-scope.ts';

const CACHE = 'openreplay-kit-demo';
const STATE = 'state.json';
const DAY_MS = 86_400_000;

/** Lets a service worker answer for a mock. An idle worker is stopped, so the state is saved after each answer. */
export function startDemo(worker: WorkerScope): void {
  const scope = new URL(worker.registration.scope);
  const timeSource = Date.now;
  const place = new URL(STATE, scope).href;
  const cache = () => worker.caches.open(CACHE);

  const read = async (): Promise<DemoState | undefined> => {
    try {
      return parseState(await (await (await cache()).match(place))?.json());
    } catch {
      // without a saved state it is a new demo
      return undefined;
    }
  };

  const wake = async () => {
    const kept = await read();
    const today = Math.floor(timeSource() / DAY_MS) * DAY_MS;
    const mock = createMock({ live: true, now: kept?.now ?? today });
    mock.clock.advance(kept ? 0 : timeSource() - today);
    mock.clock.follow(timeSource, 1);
    if (kept) await bringBack(mock, kept, timeSource);
    return { mock, answer: createDemoSite(mock, { scope, version: VERSION, timeSource }) };
  };
  const awake = wake();

  let keeping = Promise.resolve();
  let isDue = false;
  const put = async () => {
    isDue = false;
    const { mock } = await awake;
    await (await cache()).put(place, Response.json(takeState(mock, timeSource())));
  };
  /** Saves one after another, so that the latest is saved last; one pending save covers all later requests for one. */
  const keep = (): Promise<void> => {
    // without room, the state is lost with the worker
    if (!isDue) keeping = keeping.then(put).catch(() => {});
    isDue = true;
    return keeping;
  };

  worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener('message', (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    if (!isForMock(new URL(request.url), scope)) return;
    const answered = awake.then(({ answer }) => answer(request));
    event.respondWith(answered);
    event.waitUntil(answered.then(keep, keep));
  });
}

// Cast: this module is the program of a service worker, whose globals these are
startDemo(globalThis as unknown as WorkerScope);
