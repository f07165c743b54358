import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { transformWithOxc } from 'vite';
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/index.ts';
import { DOCUMENTED_USER_ID } from '../../src/index.ts';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const studio = serveStudio();
const [, second] = DOCUMENTED_EVENTS;
const WINDOW = `start_date=${second?.timestamp}`;
const AT = `#user=${encodeURIComponent(DOCUMENTED_USER_ID)}&${WINDOW}`;
const EXPECTED = DOCUMENTED_EVENTS.slice(1);
const permissions = ['clipboard-read', 'clipboard-write'];

async function writtenAs(form: string): Promise<string> {
  const page = await untilShown(await studio.open({ at: AT }));
  const { request, requestText } = partsOf(page);
  await request.getByRole('tab', { name: form }).click();
  return (await requestText.textContent()) ?? '';
}

describe('the request', () => {
  it('is a line for a shell that gives what is shown', async () => {
    const line = await writtenAs('curl');
    // what a shell makes of the line, with a function in place of curl
    const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${line}`], { encoding: 'utf8' });
    const [flag, header = '', url = ''] = shown.trimEnd().split('\n');
    expect(flag).toBe('-H');
    const [name = '', value = ''] = header.split(': ');
    const reply = await fetch(url, { headers: { [name]: value } });
    expect(await reply.json()).toEqual({ data: EXPECTED });
  });

  it('is JavaScript with fetch that gives what is shown', async () => {
    const run = new Function(`return (async () => {\n${await writtenAs('fetch')}\nreturn data;\n})();`);
    expect(await run()).toEqual(EXPECTED);
  });

  it('is TypeScript with a client typed by the document, whose path and parameters it has', async () => {
    const text = await writtenAs('typed client');
    const { code } = await transformWithOxc(text.replace(/^import .*$/gm, ''), 'client.ts');
    const asked: unknown[] = [];
    const createClient = (options: unknown) => {
      asked.push(options);
      return { GET: async (...call: unknown[]) => asked.push(...call) && {} };
    };
    await new Function('createClient', `return (async () => {\n${code}\n})();`)(createClient);
    const { paths } = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
    const [[path, operation]] = Object.entries<{ get: { parameters: { name?: string; $ref?: string }[] } }>(paths) as [
      [string, { get: unknown }],
    ];
    expect(operation.get).toBeDefined();
    expect(asked).toEqual([
      { baseUrl: studio.origin, headers: { Authorization: studio.mock.options.keys[0] } },
      path,
      {
        params: {
          path: { projectKey: studio.mock.options.projects[0], userId: DOCUMENTED_USER_ID },
          query: { start_date: second?.timestamp },
        },
      },
    ]);
  });

  it('is copied in each of its forms', async () => {
    const page = await untilShown(await studio.open({ at: AT, permissions }));
    const { request, requestText } = partsOf(page);
    for (const form of ['curl', 'fetch', 'typed client']) {
      await request.getByRole('tab', { name: form }).click();
      await request.getByRole('button', { name: `Copy the request as ${form}` }).click();
      await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toBe(await requestText.textContent());
    }
    await request.getByRole('button', { name: 'Copied' }).waitFor();
  });
});

describe('the reply', () => {
  it('is the JSON that the API sent, with status, time and size', async () => {
    const page = await untilShown(await studio.open({ at: AT, permissions }));
    const { request } = partsOf(page);
    const sent = await (await studio.call(DOCUMENTED_USER_ID, `?${WINDOW}`)).text();
    await request.getByRole('button', { name: 'Copy the reply' }).click();
    await request.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.stringify(JSON.parse(copied))).toBe(sent);
    expect(await request.getByRole('status').textContent()).toMatch(/^200 \d+ ms, 2\.\d kB$/);
  });

  it('is drawn only where it is seen, however long it is', async () => {
    const events = Array.from({ length: 2_000 }, (_, index) => ({ type: 'CLICK', label: `Click ${index}` }));
    await studio.control('POST', 'record', { userId: 'busy', events });
    const { request, json } = partsOf(await untilShown(await studio.open({ at: '#user=busy' })));
    await request.getByRole('button', { name: 'Previous event' }).click();
    await request.getByText('2000 / 2000').waitFor();
    await json.locator('.chosen').getByText('"Click 1999"').waitFor();
    expect(await json.locator('.line').count()).toBeLessThan(100);
    await studio.control('POST', 'reset');
  });

  it('keeps numbers that JavaScript would round', async () => {
    await studio.control('PUT', 'scenarios/unsafe-ids', {});
    const page = await untilShown(await studio.open({ at: AT }));
    const { json, cards } = partsOf(page);
    const [, id = ''] = /"sessionId":(\d+)/.exec(await (await studio.call(DOCUMENTED_USER_ID)).text()) ?? [];
    expect(Number.isSafeInteger(Number(id))).toBe(false);
    expect(await json.textContent()).toContain(id);
    expect(await cards.first().locator('header code').textContent()).toBe(id);
    await studio.control('POST', 'reset');
  });

  it('shows what turns the direction of a text as marks, and as escapes in code', async () => {
    const userId = 'ada\u202exe';
    await studio.control('POST', 'record', { userId, events: [{ type: 'CLICK', label: 'a\u2066b' }] });
    const page = await untilShown(await studio.open({ at: `#user=${encodeURIComponent(userId)}` }));
    const { request, requestText, json } = partsOf(page);
    expect(await json.textContent()).toContain('"a[U+2066]b"');
    await request.getByRole('tab', { name: 'typed client' }).click();
    expect(await requestText.textContent()).toContain(String.raw`userId: 'ada\u202exe'`);
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    await studio.control('POST', 'reset');
  });
});
