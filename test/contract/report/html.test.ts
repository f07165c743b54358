import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ContractEvent,
  createHtmlReporter,
  type RequirementResult,
  type Selection,
  verifyContract,
  type WindowEvidence,
} from '../../../src/contract/index.ts';
import { createFetch, createMock, DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY } from '../../../src/index.ts';
import { layOutSession } from '../../../src/look/session-layout.ts';
import { TOKEN_STYLE } from '../../../src/look/tokens.ts';
import { launchChromium } from '../../support/chromium.ts';
import { type Fault, onEvent, onRefusal } from '../../support/faults/fault.ts';
import { windowFaults } from '../../support/faults/windows.ts';
import { recordFullWorld, WORLD_USER } from '../../support/full-world.ts';

const HOSTILE = '</dd></style><script>alert(1)</script><img src=x onerror="alert(1)">\u202e\u001b[31m';

const mock = createMock();
const right = createFetch(mock);
let browser: Browser;
let context: BrowserContext;
let hostileReport: string;

beforeAll(async () => {
  [browser] = await Promise.all([launchChromium(), recordFullWorld(mock)]);
  context = await browser.newContext();
  hostileReport = await reportOn(hostile, { only: ['REQUEST', 'AUTH-01', 'REPLY'] });
});

afterAll(() => browser?.close());

describe('the page of a server whose start_date is exclusive', () => {
  let html: string;
  let page: Page;
  let messages: readonly string[];

  beforeAll(async () => {
    html = await reportOn(faultNamed('start_date is exclusive'), { only: ['REQUEST-01', 'WINDOW'] });
    ({ page, messages } = await open(html));
  });

  it('says the verdict, the cause and what else it explains', async () => {
    await visible(page.getByRole('heading', { level: 1, name: 'http://server.test/api/app' }));
    await visible(page.getByText('5 of 13 requirements are not met; one mistake would explain all of them.'));
    const cause = page.getByRole('article', { name: 'start_date is exclusive: an event exactly at it is left out.' });
    await visible(cause.getByText('the 48 of 48 events in the window from 1700000000137'));
    expect(await cause.locator('summary b').allTextContents()).toEqual([
      'WINDOW-03',
      'WINDOW-04',
      'WINDOW-06',
      'WINDOW-07',
    ]);
  });

  it('gives the curl line to one click', async () => {
    const curl = page.locator('pre').first();
    await curl.click();
    const selected = await page.evaluate(() => String(getSelection()));
    expect(selected.trim()).toBe(await curl.textContent());
    expect(selected).toMatch(/^curl -i .*"Authorization: \$OPENREPLAY_API_KEY" 'http:.*start_date=1700000000137'/);
  });

  it('draws the window with a name and a description', async () => {
    const timeline = page.getByRole('img', {
      name: 'Timeline of the window with start_date 1700000000137: 2 missing, 46 kept',
    });
    await visible(timeline);
    const text = await timeline.locator('desc').textContent();
    expect(text).toContain('2023-11-14T22:13:20.137Z: LOCATION missing, CLICK missing.');
    expect(text).toContain('Not drawn: 45 kept within ≈ 40 days 2 min.');
  });

  it('draws all events over time, and where some of them differ', async () => {
    const name = /^48 events from 2023-11-14T22:13:\S+ to 2023-12-24T22:16:\S+, 2 of which differ$/;
    const overview = page.getByRole('img', { name }).first();
    await visible(overview);
    // two sessions of the first day, one three days and one forty days later
    expect(await overview.locator('.bar:not(.differs)').count()).toBe(3);
    expect(await overview.locator('.bar.differs').count()).toBe(1);
    expect(await overview.locator('.edge').count()).toBe(1);
  });

  it('draws the session of the first difference in proportion to time, as the studio does', async () => {
    const session = page.getByRole('img', { name: 'A session of 12 events: 2 missing, 10 kept' }).first();
    await visible(session);
    const pages = session.locator('.segment');
    const boxes = await pages.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    const events = (await mock.events(WORLD_USER)).slice(0, 12);
    const { segments } = layOutSession(events);
    const [left = 0, right = 0] = [boxes[0]?.left, boxes.at(-1)?.right];
    expect(boxes.map((box) => Math.round(box.left))).toEqual(
      segments.map(({ from }) => Math.round(left + from * (right - left))),
    );
    expect(await pages.locator('title').allTextContents()).toEqual(segments.map(({ path }) => path));
    expect(await session.locator('.mark').count()).toBe(12);
  });

  it('has the colours of the studio', () => {
    expect(html).toContain(TOKEN_STYLE);
  });

  it('lists every requirement with its outcome', async () => {
    expect(await page.locator('tbody tr:not(.group)').count()).toBe(13);
    await visible(page.getByRole('row', { name: /WINDOW-01 .* not met$/ }));
    await visible(page.getByRole('row', { name: /WINDOW-02 .* met$/ }));
  });

  it('shows a folded requirement when its row is followed', async () => {
    await page.getByRole('link', { name: 'WINDOW-04' }).click();
    await visible(page.locator('#WINDOW-04').getByRole('img', { name: /^Timeline of the window/ }));
  });

  it('loads nothing, runs nothing and breaks no policy', async () => {
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(messages).toEqual([]);
    expect(html).not.toMatch(/<script|<link|\bsrc=|url\(|@import|\son\w+=/i);
  });

  it('holds no key', () => {
    expect(html).not.toContain(DEVELOPMENT_KEY);
  });

  it('has headings in order and landmarks', async () => {
    const levels = await page.locator('h1,h2,h3,h4').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    for (const role of ['banner', 'main', 'table'] as const) await visible(page.getByRole(role));
  });

  it.each(['light', 'dark'] as const)('has enough contrast in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });
});

describe('a page of hostile texts', () => {
  it('shows what a server says as text only', async () => {
    const { html, page, messages } = await open(hostileReport);
    expect(await page.locator('script, img, body style').count()).toBe(0);
    await visible(page.getByText('<script>alert(1)</script>').first());
    expect(messages).toEqual([]);
    expect(html).not.toContain(DEVELOPMENT_KEY);
  });

  it('escapes every field, and repeats no type that a server made up', async () => {
    const texts = { title: HOSTILE, source: HOSTILE, expected: HOSTILE, received: HOSTILE, curl: HOSTILE };
    const window = {
      start: 1,
      events: [{ ...event(1, 'missing'), type: `${HOSTILE} ${DEVELOPMENT_KEY}` }, pageEvent(9, HOSTILE)],
    };
    const { html, page } = await open(
      report([
        result({ ...texts, diagnosis: HOSTILE, window }),
        result({ ...texts, id: 'AUTH-01', outcome: 'inconclusive', reason: HOSTILE }),
      ]),
    );
    expect(await page.locator('script, img, body style').count()).toBe(0);
    expect(await page.locator('pre').textContent()).toBe(HOSTILE.replace('\u202e\u001b', '\\u202e\\u001b'));
    for (const hidden of ['\u202e', '\u001b']) expect(html).not.toContain(hidden);
    expect(html).not.toContain(DEVELOPMENT_KEY);
  });
});

describe('a timeline', () => {
  const drawn = (window: WindowEvidence) => report([result({ window })]);

  it('counts what shows nothing more and draws a bound that is far away', async () => {
    const events = Array.from({ length: 60 }, (_, index) => event(index * 86_400_000, index === 30 ? 'extra' : 'kept'));
    const html = drawn({ end: 9_999_999_999_999, events });
    expect(html).toContain('29 kept within 28 days');
    expect(html).toContain('≈ 316 years');
    expect(html.match(/class="mark extra"/g)).toHaveLength(3); // the event in its session and close up, and the legend
  });

  it('draws no band for a window that starts after it ends', () => {
    const html = drawn({ start: 9, end: 3, events: [event(5, 'extra')] });
    expect(html).not.toContain('class="band"');
    expect(html).toContain('starts after it ends');
  });

  it('draws of a long session what differs, and how many there were', () => {
    const events = Array.from({ length: 200 }, (_, index) => event(index * 1000, index === 120 ? 'missing' : 'kept'));
    const html = drawn({ start: 0, events });
    expect(html).toContain('A session of 200 events: 1 missing, 199 kept');
    expect(html.match(/class="mark missing"/g)).toHaveLength(3); // in its session and close up, and in the legend
    expect(html.match(/class="mark kept"/g)?.length).toBeLessThan(10);
  });

  it('says so when nothing that is drawn differs', () => {
    expect(drawn({ start: 0, events: [event(1, 'kept')] })).toContain('what differs is their order');
  });

  it.each([-8.7e15, 1e300, 0.5, NaN])('takes %d for a time', (time) => {
    expect(drawn({ start: time, end: time, events: [event(time, 'missing')] })).toContain('role="img"');
  });
});

describe('any page', () => {
  const times = [0, 1, 31_535_940_002, 1e20];
  const wide = { start: -8e15, end: 8e15, events: times.map((time) => event(time, 'missing')) };
  it.each([
    ['with failures', () => reportOn(faultNamed('the dates are swapped'), { only: ['WINDOW', 'REPLY'] })],
    ['of hostile texts', () => hostileReport],
    ['of long words', () => report([result({ title: 'x'.repeat(400), curl: 'y'.repeat(4000), window: wide })])],
  ])('%s fits a telephone', async (_, build) => {
    const { page } = await open(await build(), 390);
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.evaluate(cutTexts)).toEqual([]);
  });

  it('of a right server shows that all is met', async () => {
    const { page, messages } = await open(await reportOn(undefined, { only: ['WINDOW-01', 'WINDOW-08'] }));
    await visible(page.getByText(/^The server keeps the contract: all \d+ requirements are met\.$/));
    expect(await page.getByRole('heading').allTextContents()).toEqual([
      'http://server.test/api/app',
      'All requirements',
    ]);
    expect(await page.getByRole('img').count()).toBe(0);
    expect(messages).toEqual([]);
  });

  it('is the same for the same run but for its duration', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => reportOn(faultNamed('start_date is exclusive'), { only: ['WINDOW-01', 'WINDOW-04'] })),
    );
    const timeless = (html = '') => html.replace(/in \d+\.\d s/, '');
    expect(timeless(one)).toBe(timeless(two));
  });

  it('tells a skipped requirement with its reason', () => {
    const html = report([result({ outcome: 'inconclusive', reason: 'no other key' })]);
    expect(html).toContain('Skipped: no other key');
    expect(html).toContain('1 requirement could not be checked');
  });
});

const hostile: Fault['wrap'] = (serve) =>
  onRefusal((_, request) => new Response(`${HOSTILE} ${request.headers.get('authorization')}`, { status: 500 }))(
    onEvent((wire) => ({ ...wire, host: HOSTILE, type: `${HOSTILE}${DEVELOPMENT_KEY}` }))(serve),
  );

function faultNamed(name: string): Fault['wrap'] {
  const fault = windowFaults.find((one) => one.name === name);
  if (!fault) throw new RangeError(`There is no fault "${name}".`);
  return fault.wrap;
}

async function reportOn(wrap: Fault['wrap'] = (serve) => serve, selection: Selection = {}): Promise<string> {
  const serve = wrap((request) => right(request));
  const target = {
    baseUrl: 'http://server.test/api/app',
    key: DEVELOPMENT_KEY,
    projectKey: DOCUMENTED_PROJECT_KEY,
    userIds: [WORLD_USER],
    fetch: ((input, init) => serve(new Request(input, init))) as typeof fetch,
    runs: 10,
    seed: 1,
  };
  const write = createHtmlReporter();
  let html = '';
  for await (const happening of verifyContract(target, selection)) html += write(happening);
  return html;
}

function result(more: Partial<RequirementResult>): RequirementResult {
  return { id: 'WINDOW-01', level: 'MUST', title: 't', source: 's', outcome: 'not met', durationMs: 1, ...more };
}

function report(results: readonly RequirementResult[]): string {
  const write = createHtmlReporter();
  const count = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
  const counts = { met: count('met'), failed: count('not met'), warned: 0, inconclusive: count('inconclusive') };
  const run = { baseUrl: 'http://server.test', seed: 1, requests: 1, durationMs: 1, incomplete: undefined };
  const events: ContractEvent[] = [
    ...results.map((one) => ({ type: 'result', result: one }) as const),
    { type: 'end', summary: { ...run, ...counts }, results },
  ];
  return events.map(write).join('');
}

function event(timestamp: number, fate: 'kept' | 'missing' | 'extra' | 'left out'): WindowEvidence['events'][number] {
  const isExpected = fate === 'kept' || fate === 'missing';
  return { timestamp, type: 'CLICK', session: 0, isExpected, isReceived: fate === 'kept' || fate === 'extra' };
}

function pageEvent(timestamp: number, path: string): WindowEvidence['events'][number] {
  return { ...event(timestamp, 'kept'), type: 'LOCATION', path };
}

/** Opens a page as a browser does a file, and keeps what its console says. */
async function open(html: string, width = 1280): Promise<{ html: string; page: Page; messages: readonly string[] }> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 800 });
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('request', (request) => request.url() !== 'http://report.test/' && messages.push(request.url()));
  await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('http://report.test/');
  return { html, page, messages };
}

async function visible(locator: ReturnType<Page['locator']>): Promise<void> {
  await locator.waitFor({ state: 'visible', timeout: 2_000 });
}

/** Runs in the page: texts of drawings that reach over the right edge. */
function cutTexts(): string[] {
  return [...document.querySelectorAll('.timeline text')]
    .filter((text) => text.getBoundingClientRect().right > (text.closest('svg')?.getBoundingClientRect().right ?? 0))
    .map((text) => text.textContent ?? '');
}

/** Runs in the page: texts whose contrast to what is behind them is below 4.5 (WCAG 2.2, 1.4.3). */
function faintTexts(): string[] {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const band = element instanceof SVGSVGElement ? element.querySelector('.band') : null;
    const { backgroundColor } = getComputedStyle(element);
    if (band) return getComputedStyle(band).fill;
    return channels(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
    .filter((element) => !['title', 'desc'].includes(element.tagName))
    .filter((element) => {
      const { color, fill } = getComputedStyle(element);
      const [one, two] = [luminance(element instanceof SVGElement ? fill : color), luminance(behind(element))];
      return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05) < 4.5;
    })
    .map((element) => element.textContent ?? '');
}
