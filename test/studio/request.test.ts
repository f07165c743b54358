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

const DOCUMENTS: Readonly<Record<string, string>> = { documented: 'openapi', v1: 'v1', v2: 'v2' };

/** Returns the arguments that a shell makes of a line, with a function in place of curl. */
function argumentsOf(line: string): string[] {
  return execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${line}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');
}

/** Sends what curl would send. */
function sendLike(line: string): Promise<Response> {
  const headers = new Headers();
  const found: { url?: string; body?: string } = {};
  const words = argumentsOf(line);
  for (let at = 0; at < words.length; at++) {
    const [word = '', next = ''] = words.slice(at, at + 2);
    const [name = '', value = ''] = next.split(': ');
    if (word === '-H') headers.set(name, value);
    else if (word === '-d') found.body = next;
    else found.url = word;
    if (word.startsWith('-')) at += 1;
  }
  return fetch(found.url ?? '', { headers, ...(found.body && { method: 'POST', body: found.body }) });
}

/** Runs code for a client that is typed by a document; returns what the client received. */
async function askedBy(code: string): Promise<unknown[]> {
  const { code: script } = await transformWithOxc(code.replace(/^import .*$/gm, ''), 'client.ts');
  const asked: unknown[] = [];
  const say = (method: string) => async (path: string, options: object) => asked.push(method, path, options) && {};
  const createClient = (options: unknown) => {
    asked.push(options);
    return { GET: say('get'), POST: say('post') };
  };
  await new Function('createClient', `return (async () => {\n${script}\n})();`)(createClient);
  return asked;
}

describe.each(['documented', 'v1', 'v2'])('the request to %s', (api) => {
  it('returns what the page shows, as a shell command, with fetch, and with a client typed by its document', async () => {
    const window = { start: Date.UTC(2021, 0), end: Date.UTC(2022, 0) };
    const at = `#api=${api}&user=${DOCUMENTED_USER_ID}&start_date=${window.start}&end_date=${window.end}`;
    const { request, requestText, json, cards } = partsOf(await untilShown(await studio.open({ at })));
    const writtenAs = async (form: string) => {
      await request.getByRole('tab', { name: form }).click();
      return (await requestText.textContent()) ?? '';
    };
    await json
      .getByText(api === 'documented' ? /: 4813023023591169/ : '"4813023023591169"')
      .first()
      .waitFor();
    expect(await cards.count()).toBe(1);
    expect(await json.locator('.line').first().textContent()).toBe('{');
    expect(await cards.getByText('5 pages · 1 click').count()).toBe(1);

    const reply = await (await sendLike(await writtenAs('curl'))).json();
    const { data } = reply;
    expect(api === 'v2' ? data.total : data.length).toBe(api === 'documented' ? DOCUMENTED_EVENTS.length : 1);
    if (api !== 'documented') {
      const shown = (await json.locator('.line').allTextContents()).join('');
      expect(JSON.parse(shown)).toEqual(reply);
      expect(await request.getByRole('button', { name: 'Next event' }).count()).toBe(0);
    }
    const run = new Function(`return (async () => {\n${await writtenAs('fetch')}\nreturn data;\n})();`);
    expect(await run()).toEqual(data);

    const [client, method, path, options] = await askedBy(await writtenAs('typed client'));
    const document = new URL(`../../openapi/${DOCUMENTS[api]}.json`, import.meta.url);
    const { paths } = JSON.parse(readFileSync(document, 'utf8'));
    expect(paths[String(path)][String(method)]).toBeDefined();
    const key = studio.mock.options.keys[0];
    expect(client).toEqual({
      baseUrl: studio.origin,
      headers: { Authorization: api === 'v2' ? `Bearer ${key}` : key },
    });
    const isInBody = method === 'post';
    expect(options).toEqual({
      params: {
        path: { projectKey: studio.mock.options.projects[0], userId: DOCUMENTED_USER_ID },
        ...(!isInBody && { query: { start_date: window.start, end_date: window.end } }),
      },
      ...(isInBody && { body: { startTimestamp: window.start, endTimestamp: window.end, limit: 50, page: 1 } }),
    });
  });

  it('says why it is refused, in the words of that API', async () => {
    await studio.control('POST', 'faults', { status: 503 });
    const { sessions } = partsOf(await studio.open({ at: `#api=${api}&user=${DOCUMENTED_USER_ID}` }));
    await sessions.getByText('The API refused with status 503').waitFor();
    expect(await sessions.getByRole('alert').locator('p').first().textContent()).not.toContain('What came');
    await studio.control('POST', 'reset');
  });
});

describe('the request', () => {
  it('is copied in each of its forms', async () => {
    const page = await untilShown(await studio.open({ at: AT }));
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
    const page = await untilShown(await studio.open({ at: AT }));
    const { request } = partsOf(page);
    const sent = await (await studio.call(DOCUMENTED_USER_ID, `?${WINDOW}`)).text();
    await request.getByRole('button', { name: 'Copy the reply' }).click();
    await request.locator('.reply').getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.stringify(JSON.parse(copied))).toBe(sent);
    expect(await request.getByRole('status').textContent()).toMatch(/^200 \d+ ms, 2\.\d kB$/);
  });

  it('is drawn only where it is visible, however long it is', async () => {
    const events = Array.from({ length: 2_000 }, (_, index) => ({ type: 'CLICK', label: `Click ${index}` }));
    await studio.control('POST', 'record', { userId: 'busy', events });
    const { request, json } = partsOf(await untilShown(await studio.open({ at: '#user=busy' })));
    await request.getByRole('button', { name: 'Previous event' }).click();
    await request.getByText('2,000 / 2,000').waitFor();
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

  it('shows characters that change the text direction as marks, and as escapes in code', async () => {
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
