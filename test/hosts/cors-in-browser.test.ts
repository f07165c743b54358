import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CorsPolicy } from '../../src/hosts/cors.ts';
import { serve } from '../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { useChromium } from '../support/use-chromium.ts';

const chromium = useChromium();
const site = createServer((_, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html><body>'),
);
beforeAll(() => new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve)));
afterAll(() => void site.close());

/** What trackers, monitors and libraries add to the requests of a page. */
const ADDED = {
  'X-OpenReplay-SessionToken': 'a',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  'sentry-trace': 'a',
  'X-Requested-With': 'XMLHttpRequest',
  'Cache-Control': 'no-cache',
};

/** Asks a mock from a page of another origin; gives what the page can read, or that it may not. */
async function askFromPage(cors: CorsPolicy, host: string, credentials: RequestCredentials = 'same-origin') {
  const mock = createMock({ users: 0, faults: [{ status: 503, retryAfterSeconds: 7 }] });
  const { url, close } = await serve(mock, { port: 0, cors });
  onTestFinished(close);
  const page = await (await chromium()).newPage();
  onTestFinished(() => page.close());
  await page.goto(`http://${host}:${(site.address() as AddressInfo).port}/`); // a TCP server that listens has such an address
  const headers = { ...ADDED, authorization: DEVELOPMENT_KEY };
  const asked = { url: url + sessionsPath(), init: { headers, credentials } };
  return page.evaluate(
    ({ url: target, init }) =>
      fetch(target, init).then(
        async (reply) => [reply.status, reply.headers.get('retry-after'), Object.keys(await reply.json())],
        () => 'not allowed',
      ),
    asked,
  );
}

test.each<[CorsPolicy, string]>([
  ['loopback', 'localhost'],
  ['loopback', 'shop.localhost'],
  ['*', '127.0.0.1'],
])('with the policy %s, a page on %s may send any headers and read when to retry', async (cors, host) => {
  expect(await askFromPage(cors, host)).toEqual([503, '7', ['errors']]);
});

test('a page that sends cookies can read its replies, unless all origins are allowed at once', async () => {
  expect(await askFromPage('loopback', 'localhost', 'include')).toEqual([503, '7', ['errors']]);
  expect(await askFromPage('*', 'localhost', 'include')).toBe('not allowed');
});

test('a page that is not allowed reads nothing', async () => {
  expect(await askFromPage(['https://shop.example.org'], 'localhost')).toBe('not allowed');
});
