import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../src/kit/record.ts';
import { datesOf, dragAcross, leftOf, partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

/** Of more sessions only some are drawn at first. */
const MOST_DRAWN = 10;

const studio = serveStudio();
let userId = '';
let events: readonly RecordedEvent[] = [];
let first: readonly RecordedEvent[] = [];
const at = () => `#user=${encodeURIComponent(userId)}`;

beforeAll(async () => {
  // a user with several sessions, all of them drawn, the first of them with pages and clicks
  for (const candidate of await studio.mock.users(25)) {
    const all = await studio.mock.events(candidate);
    const session = all.filter(({ sessionId }) => sessionId === all[0]?.sessionId);
    const count = new Set(all.map(({ sessionId }) => sessionId)).size;
    if (count < 2 || count > MOST_DRAWN || session.filter(({ type }) => type === 'CLICK').length < 3) continue;
    [userId, events, first] = [candidate, all, session];
    break;
  }
});

/** Opens the studio with sessions in the order of the reply. */
async function openOldestFirst(hash: string): Promise<Page> {
  const page = await untilShown(await studio.open({ at: hash }));
  const isNewestFirst = page.getByRole('button', { name: 'Newest first', pressed: true });
  if (await isNewestFirst.isVisible()) await isNewestFirst.click();
  await partsOf(page).sessions.locator('article, .empty').first().waitFor();
  return page;
}

const widthOf = async (mark: Locator) => (await mark.boundingBox())?.width ?? Number.NaN;

describe('a session', () => {
  it('has exactly one card', async () => {
    const { cards } = partsOf(await openOldestFirst(at()));
    expect(await cards.count()).toBe(new Set(events.map(({ sessionId }) => sessionId)).size);
  });

  it('is drawn on demand where there are many', async () => {
    const visits = Array.from({ length: 30 }, (_, index) => ({
      userId: 'regular',
      events: [{ type: 'LOCATION', path: `/${index}/`, timestamp: 1_700_000_000_000 + index * 86_400_000 }],
    }));
    await studio.control('POST', 'record', visits);
    const { cards, sessions, request } = partsOf(await openOldestFirst('#user=regular'));
    expect(await cards.count()).toBe(10);
    await sessions.getByRole('button', { name: 'Show 10 more of 30 sessions' }).click();
    await expect.poll(() => cards.count()).toBe(20);
    await request.getByRole('button', { name: 'Previous event' }).click();
    await cards.getByRole('button', { name: 'Page /29/', pressed: true }).waitFor();
    expect(await cards.count()).toBe(10);
    await sessions.getByRole('button', { name: 'Show 10 earlier of 30 sessions' }).click();
    await expect.poll(() => cards.count()).toBe(20);
    await studio.control('POST', 'reset');
  });

  it('has its pages as segments whose widths are in proportion to time', async () => {
    const { cards } = partsOf(await openOldestFirst(at()));
    const segments = cards.first().locator('.segment');
    const pages = first.filter(({ type }) => type === 'LOCATION');
    expect(await segments.count()).toBe(pages.length);
    const times = pages.map(({ timestamp }) => timestamp);
    const lefts = await Promise.all(times.map((_, index) => leftOf(segments.nth(index))));
    const perMs = ((lefts.at(-1) ?? 0) - (lefts[0] ?? 0)) / ((times.at(-1) ?? 0) - (times[0] ?? 0));
    for (const [index, time] of times.entries()) {
      expect(lefts[index]).toBeCloseTo((lefts[0] ?? 0) + (time - (times[0] ?? 0)) * perMs, 0);
      const next = lefts[index + 1];
      // a page ends where the next begins, but for a gap
      if (next !== undefined)
        expect(Math.abs((lefts[index] ?? 0) + (await widthOf(segments.nth(index))) - next)).toBeLessThan(3);
    }
  });

  it('has its clicks as marks with their labels, at their time', async () => {
    const { cards } = partsOf(await openOldestFirst(at()));
    const card = cards.first();
    const clicks = first.filter((event) => event.type === 'CLICK');
    expect(await card.locator('.point').count()).toBe(clicks.length);
    for (const [index, { label }] of clicks.entries()) {
      expect(await card.locator('.point').nth(index).getAttribute('aria-label')).toContain(`Click “${label}” at `);
    }
    const lefts = await Promise.all(clicks.map((_, index) => leftOf(card.locator('.point .mark').nth(index))));
    expect(lefts.toSorted((one, other) => one - other)).toEqual(lefts);
    expect(await card.locator('.label').count()).toBeGreaterThan(0);
  });

  it('has load times as bars scaled to the longest of the session, with slow ones marked', async () => {
    const loads = [600, 2_400, 4_800];
    const visit = loads.map((loadTime, index) => ({ type: 'LOCATION', path: `/${index}/`, loadTime }));
    await studio.control('POST', 'record', [
      { userId: 'waiting', events: visit },
      { userId: 'waiting', events: [{ type: 'LOCATION', path: '/soon/', loadTime: 300 }] },
    ]);
    const { cards, sessions } = partsOf(await openOldestFirst('#user=waiting'));
    const heightsOf = (card: Locator) =>
      card.locator('.load').evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
    const [least = 0, middle = 0, most = 0] = await heightsOf(cards.first());
    expect(middle / most).toBeCloseTo(0.5, 5);
    expect(least / most).toBeCloseTo(0.125, 1);
    expect(await heightsOf(cards.nth(1))).toEqual([most]);
    expect(await sessions.locator('.load.slow').count()).toBe(1 + 1); // its legend has one too
    await cards.first().getByRole('button', { name: 'Page /2/, loaded slowly, in 4800 ms' }).waitFor();
    const legend = await sessions.getByRole('list', { name: 'How events are drawn' }).textContent();
    expect(legend).toContain('over 2.5 s');
    await studio.control('POST', 'reset');
  });

  it('draws no more marks than can be told apart, however many events it has', async () => {
    const clicks = Array.from({ length: 3_000 }, (_, index) => ({ type: 'CLICK', label: `Click ${index}` }));
    await studio.control('POST', 'record', { userId: 'busy', events: [{ type: 'LOCATION', path: '/' }, ...clicks] });
    const page = await openOldestFirst('#user=busy');
    const { cards, request } = partsOf(page);
    await cards.first().getByText('3000 clicks').waitFor();
    expect(await cards.locator('.event').count()).toBeLessThan(400);
    await request.getByRole('button', { name: 'Previous event' }).click();
    const last = cards.getByRole('button', { pressed: true });
    expect(await last.getAttribute('data-event')).toBe('3000');
    await last.press('ArrowLeft');
    const before = await cards.getByRole('button', { pressed: true }).getAttribute('data-event');
    expect(Number(before)).toBeLessThan(3_000);
    await studio.control('POST', 'reset');
  });

  it('shows recorded text as text, whatever it contains', async () => {
    const nasty = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const path = '/"><svg onload=alert(1)>';
    const recorded = await studio.control('POST', 'record', {
      userId: nasty,
      events: [
        { type: 'LOCATION', path: encodeURI(path) },
        { type: 'CLICK', label: nasty },
      ],
    });
    expect(recorded.ok).toBe(true);
    const page = await openOldestFirst(`#user=${encodeURIComponent(nasty)}`);
    const { cards, sessions, json } = partsOf(page);
    expect(await sessions.getByRole('heading', { level: 2 }).textContent()).toBe(nasty);
    await cards.first().locator('.point .outline').click();
    expect(await cards.first().locator('.event-line .what').textContent()).toBe(nasty);
    expect(await json.textContent()).toContain('<img src=x');
    expect(await page.locator('img, #studio script').count()).toBe(0);
    expect(await page.title()).toBe('openreplay-kit studio');
    await studio.control('POST', 'reset');
  });
});

describe('a mark', () => {
  it('highlights its JSON when it is pressed, and describes itself in words', async () => {
    const page = await openOldestFirst(at());
    const { cards, json } = partsOf(page);
    const click = first.findLast(({ type }) => type === 'CLICK');
    const mark = cards
      .first()
      .getByRole('button', { name: /^Click/ })
      .last();
    await mark.focus();
    await mark.press('Enter');
    await json.locator('.chosen').first().waitFor();
    const text = (await json.locator('.chosen').allTextContents()).join('');
    expect(JSON.parse(text.replace(/,$/, ''))).toEqual(click);
    expect(await cards.first().locator('.event-line').textContent()).toContain('CLICK');
  });

  it('has its whole label inside the timeline, even in bold', async () => {
    const visit = {
      userId: 'edge',
      events: [
        { type: 'CLICK', label: 'Shop' },
        { type: 'CLICK', label: 'Rugged Canvas Wallet' },
      ],
    };
    await studio.control('POST', 'record', visit);
    const { cards } = partsOf(await untilShown(await studio.open({ at: '#user=edge' })));
    await cards.getByRole('button', { name: 'Click “Rugged' }).click();
    const label = await cards.locator('.label.chosen').boundingBox();
    const timeline = await cards.locator('svg.timeline').first().boundingBox();
    if (!label || !timeline) throw new Error('The label is not drawn.');
    expect(label.x + label.width).toBeLessThanOrEqual(timeline.x + timeline.width);
    await studio.control('POST', 'reset');
  });

  it('is highlighted when its JSON is pressed', async () => {
    const page = await openOldestFirst(at());
    const { cards, json } = partsOf(page);
    // the second event is further down
    await json.evaluate((box) => box.scrollTo(0, 400));
    await json.locator('.line', { hasText: `"messageId": ${first[1]?.messageId},` }).click();
    const chosen = cards.first().locator('[aria-pressed=true]');
    await chosen.waitFor();
    expect(await chosen.getAttribute('data-event')).toBe('1');
  });

  it('is scrolled into view, however far down it is', async () => {
    const page = await openOldestFirst(at());
    const { cards, request, json } = partsOf(page);
    await request.getByRole('button', { name: 'Previous event' }).click();
    const last = cards.last().locator('[aria-pressed=true]');
    await last.waitFor();
    await expect.poll(() => isSeen(last)).toBe(true);
    expect(await isSeen(json.locator('.chosen').first())).toBe(true);
  });

  it('is reached by Tab and arrow keys', async () => {
    const page = await openOldestFirst(at());
    const { cards } = partsOf(page);
    await cards.first().getByRole('button', { name: /^Edit/ }).focus();
    for (const key of ['Tab', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    const chosen = cards.first().locator('[aria-pressed=true]');
    expect(await chosen.getAttribute('data-event')).toBe('2');
    expect(await chosen.evaluate((mark) => mark === document.activeElement)).toBe(true);
    await page.keyboard.press('End');
    expect(await chosen.getAttribute('data-event')).toBe(String(first.length - 1));
  });
});

describe('the histogram', () => {
  it('sets the window of the request by dragging over it', async () => {
    const page = await openOldestFirst(at());
    const { brush, requestText, sessions, start, cards } = partsOf(page);
    await dragAcross(page, brush, 0.3, 0);
    await expect.poll(() => requestText.textContent()).toContain('end_date=');
    const [, end = 0] = datesOf(await requestText.textContent());
    const kept = events.filter(({ timestamp }) => timestamp <= end);
    expect(kept.length).toBeLessThan(events.length);
    await sessions.getByText(`${kept.length} events of ${events.length}`).waitFor();
    await expect.poll(() => new URL(page.url()).hash).toContain(`end_date=${end}`);
    expect(await start.inputValue()).toBe('');
    expect(await cards.count()).toBe(new Set(kept.map(({ sessionId }) => sessionId)).size);
    await sessions.getByRole('button', { name: 'All time' }).click();
    await sessions.getByText(`${events.length} events`, { exact: false }).waitFor();
    await expect.poll(() => requestText.textContent()).not.toContain('_date=');
  });

  it('lets a window be moved, as a whole or by its ends', async () => {
    const page = await openOldestFirst(at());
    const { brush, requestText } = partsOf(page);
    const dates = async () => datesOf(await requestText.textContent());
    await dragAcross(page, brush, 0.2, 0.4);
    const [start = 0, end = 0] = await dates();
    await dragAcross(page, brush, 0.3, 0.5);
    const [later = 0, laterEnd = 0] = await dates();
    expect(later).toBeGreaterThan(start);
    expect(laterEnd - later).toBe(end - start);
    const grip = page.getByRole('slider', { name: 'End of the window' });
    await grip.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await dates())[1]).toBeGreaterThan(laterEnd);
    expect((await dates())[0]).toBe(later);
    await page.keyboard.press('End');
    await expect.poll(() => requestText.textContent()).not.toContain('end_date');
    expect(await grip.getAttribute('aria-valuetext')).toBe('open');
  });

  it('accepts typed times, as dates in UTC or as epoch ms, and refuses invalid ones', async () => {
    const page = await openOldestFirst(at());
    const { start, end, requestText, sessions } = partsOf(page);
    const [from = 0, to = 0] = [first[0]?.timestamp, first.at(-1)?.timestamp];
    await start.fill(String(from));
    await start.press('Enter');
    await end.fill(new Date(to).toISOString());
    await end.press('Enter');
    await expect.poll(async () => datesOf(await requestText.textContent())).toEqual([from, to]);
    expect(await start.inputValue()).toBe(new Date(from).toISOString().replace('T', ' ').replace('Z', ''));
    await sessions.getByText(`1 session, ${first.length} events of ${events.length}`).waitFor();
    await start.fill('yesterday');
    await start.press('Enter');
    await sessions.getByText('A time such as 2026-01-31').waitFor();
    expect(datesOf(await requestText.textContent())).toEqual([from, to]);
  });

  it('leads back from an empty window', async () => {
    const page = await openOldestFirst(`${at()}&start_date=1000&end_date=2000`);
    const { sessions, cards } = partsOf(page);
    await sessions.getByText('No events in this window').waitFor();
    await sessions.getByRole('button', { name: 'Show all time' }).click();
    await cards.first().waitFor();
  });
});

/** Whether something lies wholly inside what scrolls around it. */
function isSeen(mark: Locator): Promise<boolean> {
  return mark.evaluate((element) => {
    const box = element.closest('.scroll, .json')?.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    return box !== undefined && own.top >= box.top - 1 && own.bottom <= box.bottom + 1;
  });
}
