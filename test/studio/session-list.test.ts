import { describe, expect, it } from 'vitest';
import { datesOf, dragAcross, leftOf, partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const studio = serveStudio();

/** Opens the studio with the sessions of a user, as it does by default. */
async function openNewestFirst(user: string) {
  const page = await untilShown(await studio.open({ at: `#user=${user}` }));
  const isOldestFirst = page.getByRole('button', { name: 'Newest first', pressed: false });
  if (await isOldestFirst.isVisible()) await isOldestFirst.click();
  await partsOf(page).cards.first().waitFor();
  return { page, ...partsOf(page), scroll: page.locator('.sessions .scroll') };
}

/** Finds a user with more sessions than fit on the screen. */
async function findRegular(): Promise<string> {
  for (const user of await studio.mock.users(26)) {
    const sessions = new Set((await studio.mock.events(user)).map(({ sessionId }) => sessionId)).size;
    if (sessions > 8 && sessions < 20) return user;
  }
  throw new Error('Failed to find a user with 9 to 19 sessions.');
}

describe('the list of sessions', () => {
  it('has three sessions in view on a laptop, with the times of each in UTC', async () => {
    const { cards, scroll } = await openNewestFirst(await findRegular());
    const view = await scroll.boundingBox();
    const third = await cards.nth(2).boundingBox();
    expect((third?.y ?? 0) + (third?.height ?? Infinity)).toBeLessThanOrEqual((view?.y ?? 0) + (view?.height ?? 0));
    expect(await cards.first().locator('h3').textContent()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  });

  it('lists sessions from the last to the first, or in reverse, starting at the top', async () => {
    const user = await findRegular();
    const { page, cards, scroll } = await openNewestFirst(user);
    const starts = () => cards.locator('h3').allTextContents();
    const newestFirst = await starts();
    expect(newestFirst).toEqual(newestFirst.toSorted().reverse());
    await scroll.evaluate((box) => box.scrollTo({ top: 2_000 }));
    await page.getByRole('button', { name: 'Newest first' }).click();
    const all = await studio.mock.events(user);
    const oldest = new Date(all[0]?.timestamp ?? 0).toISOString().slice(0, 19).replace('T', ' ');
    await expect.poll(async () => (await starts())[0]).toBe(`${oldest} UTC`);
    const oldestFirst = await starts();
    expect(oldestFirst).toEqual(oldestFirst.toSorted());
    expect(await scroll.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await page.getByRole('button', { name: 'Newest first' }).click();
    await expect.poll(starts).toEqual(newestFirst);
  });

  it('starts at the top for another user, and reports new sessions while its reader is further down', async () => {
    const user = await findRegular();
    const { page, scroll, users } = await openNewestFirst(user);
    const topOf = () => scroll.evaluate(({ scrollTop }) => scrollTop);
    await scroll.evaluate((box) => box.scrollTo({ top: 600 }));
    await studio.control('POST', 'record', { userId: user, events: [{ type: 'CLICK', label: 'Buy' }] });
    await page.getByRole('button', { name: '1 new session: jump to the newest' }).click();
    await expect.poll(topOf).toBe(0);
    await scroll.evaluate((box) => box.scrollTo({ top: 600 }));
    await users.getByRole('option').nth(1).click();
    await untilShown(page);
    await expect.poll(topOf).toBe(0);
    await studio.control('POST', 'reset');
  });

  it('has round dates after its window was dragged, and keeps them when it is moved', async () => {
    const { page, brush, start } = await openNewestFirst(await findRegular());
    const isRound = async () => {
      const dates = datesOf(decodeURIComponent(new URL(page.url()).hash));
      return dates.every((date) => date % 60_000 === 0);
    };
    await dragAcross(page, brush, 0.31, 0.62);
    await page.waitForFunction(() => location.hash.includes('end_date'));
    expect(await isRound()).toBe(true);
    const before = await start.inputValue();
    await dragAcross(page, brush, 0.5, 0.57);
    await expect.poll(() => start.inputValue()).not.toBe(before);
    expect(await isRound()).toBe(true);
  });

  it('does not scroll while its window is dragged', async () => {
    const { page, brush } = await openNewestFirst(await findRegular());
    const box = await brush.boundingBox();
    if (!box) throw new Error('The histogram is not drawn.');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 5 });
    await page.waitForFunction(() => location.hash.includes('start_date'));
    expect(await brush.boundingBox()).toEqual(box);
    await page.mouse.up();
  });

  it('keeps the dragged end under the pointer while events come in', async () => {
    const user = await findRegular();
    const { page, brush } = await openNewestFirst(user);
    const box = await brush.boundingBox();
    if (!box) throw new Error('The histogram is not drawn.');
    const to = box.x + box.width * 0.8;
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(to, box.y + 20, { steps: 5 });
    const edge = brush.locator('[data-grip=end] .edge');
    const offset = async () => Math.abs((await leftOf(edge)) - to);
    await expect.poll(offset).toBeLessThan(2);
    const count = (await studio.mock.events(user)).length;
    const start = studio.mock.options.now + 90 * 86_400_000;
    await studio.control('POST', 'record', { userId: user, start, events: [{ type: 'CLICK', label: 'Buy' }] });
    await page.getByRole('group', { name: `${count + 1} events from` }).waitFor();
    expect(await offset()).toBeLessThan(2);
    await page.mouse.up();
    await expect.poll(offset).toBeGreaterThan(20);
    await studio.control('POST', 'reset');
  });
});
