import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { createReferenceSender } from '../../src/hosts/reference.ts';
import { createMock } from '../../src/index.ts';
import { sendRaw } from '../support/raw-http.ts';
import { useChromium } from '../support/use-chromium.ts';

const openBrowser = useChromium();

async function open(control = true): Promise<string> {
  const { url, close } = await serve(createMock({ users: 0 }), { port: 0, control });
  onTestFinished(close);
  return new URL(url).origin;
}

describe('the reference', () => {
  test('shows the document of each API, under the policy of the studio', async () => {
    const origin = await open();
    const page = await (await openBrowser()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    for (const [api, path] of [
      ['documented', '/api/app/{projectKey}/users/{userId}/sessions'],
      ['v2', '/v2/api/public/{projectKey}/users/{userId}/sessions'],
    ] as const) {
      const reply = await page.goto(`${origin}/reference/?api=${api}`);
      expect(reply?.headers()['content-security-policy']).toContain("script-src 'self'");
      await page.locator(`[data-path="${path}"]`).first().waitFor();
    }
    expect(complaints).toEqual([]);
  });

  test('sends a request to the mock', async () => {
    const origin = await open();
    const page = await (await openBrowser()).newPage();
    await page.goto(`${origin}/reference/`);
    await page.locator('.opblock-summary-control').first().click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table .response-col_status', { hasText: '401' }).waitFor();
  });

  test('links to the document where Swagger UI is not installed', async () => {
    const send = createReferenceSender(() => undefined);
    const server = createServer((request, response) => void (send(request, response) || response.end('none')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const reply = await fetch(`http://127.0.0.1:${port}/reference/?api=v1`, { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, '/openapi.json?api=v1']);
  });

  test('consists of these files only', async () => {
    const origin = await open();
    const statusOf = async (target: string) => Number((await sendRaw(origin, toRequest(target))).split(' ')[1]);
    expect(await statusOf('/reference/swagger-ui.css')).toBe(200);
    for (const target of ['package.json', '../package.json', '..%2fpackage.json', 'swagger-ui.js', 'none', 'a/b']) {
      expect(await statusOf(`/reference/${target}`), target).toBe(404);
    }
  });

  test('is not served without the studio', async () => {
    expect((await fetch(`${await open(false)}/reference/`)).status).toBe(404);
  });
});

function toRequest(target: string): string {
  return `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;
}
