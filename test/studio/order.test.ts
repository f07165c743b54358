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

it('lists sessions from the last to the first, or the other way, and begins at the top then', async () => {
  const { page, cards, scroll } = await open(await findRegular());
  const starts = () => cards.locator('h3').allTextContents();
  const newestFirst = await starts();
  expect(newestFirst).toEqual(newestFirst.toSorted().reverse());
  await scroll.evaluate((box) => box.scrollTo({ top: 2_000 }));
  await page.getByRole('button', { name: 'Newest first' }).click();
  await expect.poll(starts).toEqual(newestFirst.toReversed());
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

it('gives its room to the sessions when the log is folded', async () => {
  const { log, sessions } = await open(await findRegular());
  const height = async () => (await sessions.boundingBox())?.height ?? 0;
  const before = await height();
  await log.getByRole('button', { name: 'Requests' }).click();
  expect(await height()).toBeGreaterThan(before + 100);
  await log.getByRole('button', { name: 'Requests' }).click();
  expect(await height()).toBe(before);
});
