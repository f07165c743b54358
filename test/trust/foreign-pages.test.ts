import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY, type Mock } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { openRaw } from '../support/raw-connection.ts';
import { startChromium } from '../support/use-chromium.ts';
import { attack } from './attacks.ts';

const MARKUP = '<img src=x onerror=document.title=1>';
const apiPath = `/api/app${sessionsPath()}`;

let browser: Browser;
let mock: Mock;
let running: RunningServer;
let port: number;
/** Serves an empty page at every path, as a foreign site. */
const site = createServer((_, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html><body>'),
);

beforeAll(async () => {
  browser = await startChromium(['--host-resolver-rules=MAP *.example 127.0.0.1']);
  mock = createMock({ users: 0 });
  await mock.record({
    userId: 'ada',
    events: [
      { type: 'LOCATION', path: '/' },
      { type: 'CLICK', label: MARKUP },
    ],
  });
  running = await serve(mock, { port: 0 });
  port = portOf(running.server);
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await browser?.close();
  site.close();
  await running?.close();
});

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port; // a TCP server that listens has such an address
}

/** Everything a page could change. */
function stateNow(): unknown {
  const { clock, faults } = mock;
  return [mock.snapshot(), mock.scenarios().filter(({ isOn }) => isOn), faults.list(), clock.now(), clock.speed];
}

async function openPage(url: string): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  return page;
}

describe('a page can neither read nor change the mock', () => {
  test.each<[string, () => string, () => string]>([
    ['of another site', () => `http://evil.example:${portOf(site)}/`, () => `http://127.0.0.1:${port}`],
    [
      'of another site whose name points to this machine',
      () => `http://evil.example:${port}/`,
      () => `http://evil.example:${port}`,
    ],
  ])('%s', async (_, from, to) => {
    const before = stateNow();
    const page = await openPage(from());
    const { read, tried } = await page.evaluate(attack, { origin: to(), apiPath, key: DEVELOPMENT_KEY });
    expect(read).toEqual([]);
    expect(tried).toBeGreaterThan(250);
    expect(stateNow()).toEqual(before);
  });

  test('in a sandbox, which has no origin', async () => {
    const before = stateNow();
    const page = await openPage(`http://evil.example:${portOf(site)}/`);
    await page.setContent('<iframe sandbox="allow-scripts allow-forms" srcdoc="<body>"></iframe>');
    const frame = page.frames().at(-1);
    expect(await frame?.evaluate(() => origin)).toBe('null');
    const loot = await frame?.evaluate(attack, { origin: `http://127.0.0.1:${port}`, apiPath, key: DEVELOPMENT_KEY });
    expect(loot?.read).toEqual([]);
    expect(stateNow()).toEqual(before);
  });

  test('on this machine can read the API, as intended, and nothing else', async () => {
    const before = stateNow();
    const page = await openPage(`http://localhost:${portOf(site)}/`);
    const { read } = await page.evaluate(attack, { origin: `http://127.0.0.1:${port}`, apiPath, key: DEVELOPMENT_KEY });
    expect(read).toEqual([expect.stringMatching(/^GET \/api\/app\/\S+ cors: 200 \{"data":\[/)]);
    expect(stateNow()).toEqual(before);
  });
});

describe('where the option cors allows them,', () => {
  test('pages under a name that points to this machine read the API', async () => {
    const other = await serve(mock, { port: 0, cors: ['http://app.example'] });
    onTestFinished(() => other.close());
    const ask = async (host: string) => {
      const connection = await openRaw(other.url);
      const head = `Host: ${host}\r\nUser-Agent: Mozilla/5.0\r\nAuthorization: ${DEVELOPMENT_KEY}\r\nConnection: close\r\n`;
      connection.send(`GET ${apiPath} HTTP/1.1\r\n${head}\r\n`);
      return connection.closed();
    };
    expect((await ask('app.example')).endsWith(documentedReply)).toBe(true);
    expect((await ask('127.0.0.1')).endsWith(documentedReply)).toBe(true);
    expect(await ask('evil.example')).toMatch(/^HTTP\/1\.1 403 .*received Host \\"evil\.example\\"/s);
  });

  test('a public page is still not let into the private network', async () => {
    const preflight = await fetch(running.url + sessionsPath(), {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:1',
        'access-control-request-method': 'GET',
        'access-control-request-private-network': 'true',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:1');
    expect(preflight.headers.get('access-control-allow-private-network')).toBeNull();
  });
});

describe('the studio', () => {
  test('runs no script and loads nothing but its own, and may not be framed', async () => {
    const { headers } = await fetch(`http://127.0.0.1:${port}/`);
    const policy = headers.get('content-security-policy')?.split('; ') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('shows a label that contains markup as text', async () => {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(`http://127.0.0.1:${port}/#user=ada`);
    await expect.poll(() => page.innerText('body')).toContain('<img src=x');
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  });
});
