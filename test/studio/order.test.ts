import { expect, it } from 'vitest';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const studio = serveStudio();

async function open(user: string) {
  const page = await untilShown(await studio.open({ at: `#user=${user}` }));
  return { page, ...partsOf(page), scroll: page.locator('.sessions .scroll') };
}

/** Finds somebody with more sessions than fit on the screen. */
async function findRegular(): Promise<string> {
  for (const user of await studio.mock.users(26)) {
    const sessions = new Set((await studio.mock.events(user)).map(({ sessionId }) => sessionId)).size;
    if (sessions > 8 && sessions < 20) return user;
  }
  throw new Error('Failed to find a user with 9 to 19 sessions.');
}

it('has three sessions in view on a laptop, with the times of each in UTC', async () => {
  const { cards, scroll } = await open(await findRegular());
  const view = await scroll.boundingBox();
  const third = await cards.nth(2).boundingBox();
  expect((third?.y ?? 0) + (third?.height ?? Infinity)).toBeLessThanOrEqual((view?.y ?? 0) + (view?.height ?? 0));
  expect(await cards.first().locator('h3').textContent()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
});

it('lists sessions from the last to the first, or the other way, and begins at the top then', async () => {
  const user = await findRegular();
  const { page, cards, scroll } = await open(user);
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

it('begins at the top for another user, and says what came in while its reader was further down', async () => {
  const user = await findRegular();
  const { page, scroll, users } = await open(user);
  const topOf = () => scroll.evaluate(({ scrollTop }) => scrollTop);
  await scroll.evaluate((box) => box.scrollTo({ top: 600 }));
  await studio.control('POST', 'record', { userId: user, events: [{ type: 'CLICK', label: 'Buy' }] });
  await page.getByRole('button', { name: '1 new session: jump to the newest' }).click();
  await expect.poll(topOf).toBe(0);
  await scroll.evaluate((box) => box.scrollTo({ top: 600 }));
  await users.getByRole('option').nth(1).click();
  await untilShown(page);
  await expect.poll(topOf).toBe(0);
});

it('stays where it is while its window is dragged', async () => {
  const { page, brush } = await open(await findRegular());
  const box = await brush.boundingBox();
  if (!box) throw new Error('The histogram is not drawn.');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 5 });
  await page.waitForFunction(() => location.hash.includes('start_date'));
  expect(await brush.boundingBox()).toEqual(box);
  await page.mouse.up();
});
