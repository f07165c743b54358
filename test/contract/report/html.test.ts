import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createHtmlReporter,
  type RequirementResult,
  requirements,
  type Selection,
} from '../../../src/contract/index.ts';
import { createFetch, createMock } from '../../../src/index.ts';
import { layOutSession } from '../../../src/look/session-layout.ts';
import { TOKEN_STYLE } from '../../../src/look/tokens.ts';
import { faultNamed } from '../../../src/self-test/faults/all.ts';
import { type Fault, onEvent, onRefusal } from '../../../src/self-test/faults/fault.ts';
import { recordFullWorld, WORLD_USER } from '../../../src/self-test/full-world.ts';
import { fetchOf, runContract, targetOf } from '../../support/contract-run.ts';
import { clickOf, failureOf, pageOf, print, resultOf } from '../../support/made-results.ts';
import { cutTexts, faintTexts, openPages, visible } from '../../support/report-page.ts';
import { printRun } from '../../support/reporters.ts';

const HOSTILE = '</dd></style><script>alert(1)</script><img src=x onerror="alert(1)">\u202e\u001b[31m';

const KEY = 'Key-Of-This-House-1';
const mock = createMock({ keys: [KEY] });
const right = createFetch(mock);
const open = openPages();
let exclusiveReport: string;
let hostileReport: string;

beforeAll(async () => {
  await recordFullWorld(mock);
  exclusiveReport = await reportOn(faultNamed('start_date is exclusive').wrap, { only: ['REQUEST-01', 'WINDOW'] });
  hostileReport = await reportOn(hostile, { only: ['REQUEST', 'AUTH-01', 'REPLY'] });
});

describe('the page of a server whose start_date is exclusive', () => {
  let page: Page;
  let messages: readonly string[];

  beforeAll(async () => {
    ({ page, messages } = await open(exclusiveReport));
  });

  it('shows the verdict, the cause and what else it explains', async () => {
    await visible(page.getByRole('heading', { level: 1, name: 'http://server.test/api/app' }));
    await visible(page.getByText(/\d+ of \d+ requirements are not met; one mistake would explain all of them\. *$/));
    const cause = page.getByRole('article', { name: 'start_date is exclusive: an event exactly at it is left out.' });
    await visible(cause.getByText('the 48 of 48 events in the window from 1700000000137'));
    const explained = await cause.locator('summary b').allTextContents();
    expect(explained).toEqual(expect.arrayContaining(['WINDOW-03', 'WINDOW-04']));
  });

  it('selects the curl command with one click', async () => {
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
    // two sessions on the first day, one three days later and one forty days later
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

  it('lists every requirement with its outcome', async () => {
    const asked = requirements.filter(({ id }) => id === 'REQUEST-01' || id.startsWith('WINDOW-'));
    expect(await page.locator('tbody tr:not(.group)').count()).toBe(asked.length);
    await visible(page.getByRole('row', { name: /WINDOW-01 .* not met$/ }));
    await page.getByText(/^\d+ met$/).click();
    await visible(page.getByRole('row', { name: /WINDOW-02 .* met$/ }));
  });

  it('shows a collapsed requirement when its link is followed', async () => {
    await page.getByRole('link', { name: 'WINDOW-04' }).click();
    await visible(page.locator('#WINDOW-04').getByRole('img', { name: /^Timeline of the window/ }));
  });

  it('loads nothing, runs nothing and breaks no policy', async () => {
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(messages).toEqual([]);
    expect(exclusiveReport).not.toMatch(/<script|<link|\bsrc=|url\(|@import|\son\w+=/i);
  });

  it('has landmarks, and headings in order', async () => {
    const levels = await page.locator('h1,h2,h3,h4').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    for (const role of ['banner', 'main', 'table'] as const) await visible(page.getByRole(role).first());
  });

  it.each(['light', 'dark'] as const)('has enough contrast in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });
});

describe('the text of that page', () => {
  it('has the colours of the studio', () => {
    expect(exclusiveReport).toContain(TOKEN_STYLE);
  });

  it('contains no key', () => {
    expect(exclusiveReport).not.toContain(KEY);
  });
});

describe('a page with hostile texts', () => {
  it('shows text from a server as text only', async () => {
    const { html, page, messages } = await open(hostileReport);
    expect(await page.locator('script, img, body style').count()).toBe(0);
    await visible(page.getByText('<script>alert(1)</script>').first());
    expect(messages).toEqual([]);
    expect(html).not.toContain(KEY);
  });

  it('escapes every field, and omits types that a server made up', async () => {
    const texts = { title: HOSTILE, source: HOSTILE, expected: HOSTILE, received: HOSTILE, curl: HOSTILE };
    const window = {
      start: 1,
      events: [{ ...clickOf(1, 'missing'), type: `${HOSTILE} ${KEY}` }, pageOf(9, HOSTILE)],
    };
    const { html, page } = await open(
      report([
        failureOf('WINDOW-01', { ...texts, diagnosis: HOSTILE, window }),
        resultOf('AUTH-01', { ...texts, outcome: 'skipped', reason: HOSTILE }),
      ]),
    );
    expect(await page.locator('script, img, body style').count()).toBe(0);
    expect(await page.locator('pre').textContent()).toBe(HOSTILE.replace('\u202e\u001b', '\\u202e\\u001b'));
    for (const hidden of ['\u202e', '\u001b']) expect(html).not.toContain(hidden);
    expect(html).not.toContain(KEY);
  });
});

describe('any page', () => {
  const times = [0, 1, 31_535_940_002, 1e20];
  const wide = { start: -8e15, end: 8e15, events: times.map((time) => clickOf(time, 'missing')) };
  it.each([
    ['with failures', () => reportOn(faultNamed('the dates are swapped').wrap, { only: ['WINDOW', 'REPLY'] })],
    ['with hostile texts', () => hostileReport],
    [
      'with long words',
      () => report([failureOf('WINDOW-01', { title: 'x'.repeat(400), curl: 'y'.repeat(4000), window: wide })]),
    ],
  ])('%s fits a phone', async (_, build) => {
    const { page } = await open(await build(), 390);
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.evaluate(cutTexts)).toEqual([]);
  });

  it('of a correct server shows that everything is met', async () => {
    const { page, messages } = await open(await reportOn(undefined, { only: ['WINDOW-01', 'WINDOW-08'] }));
    await visible(page.getByText(/^The server meets the contract: all \d+ requirements are met\.$/));
    expect(await page.getByRole('heading').allTextContents()).toEqual([
      'http://server.test/api/app',
      'All requirements',
    ]);
    expect(await page.getByRole('img').count()).toBe(0);
    expect(messages).toEqual([]);
  });

  it('is the same for the same run, except for its time and duration', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => reportOn(faultNamed('start_date is exclusive').wrap, { only: ['WINDOW-01', 'WINDOW-04'] })),
    );
    const timeless = (html = '') => html.replace(/in \d+\.\d s|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, '');
    expect(timeless(one)).toBe(timeless(two));
  });

  it('shows a skipped requirement with its reason', () => {
    const html = report([resultOf('AUTH-01', { outcome: 'skipped', reason: 'no other key' })]);
    expect(html).toContain('Skipped: no other key');
    expect(html).toContain('1 requirement could not be checked');
  });
});

const hostile: Fault['wrap'] = (serve) =>
  onRefusal((_, request) => new Response(`${HOSTILE} ${request.headers.get('authorization')}`, { status: 500 }))(
    onEvent((wire) => ({ ...wire, host: HOSTILE, type: `${HOSTILE}${KEY}` }))(serve),
  );

async function reportOn(wrap: Fault['wrap'] = (serve) => serve, selection: Selection = {}): Promise<string> {
  const fetch = fetchOf(wrap((request) => right(request)));
  const { events } = await runContract(targetOf({ key: KEY, userIds: [WORLD_USER], fetch, runs: 10 }), selection);
  return printRun(createHtmlReporter(), events);
}

function report(results: readonly RequirementResult[]): string {
  return print(createHtmlReporter(), results);
}
