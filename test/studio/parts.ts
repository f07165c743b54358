import type { Locator, Page } from 'playwright-core';

/** The parts of the studio, as a reader finds them. */
export function partsOf(page: Page) {
  const sessions = page.getByRole('region', { name: 'Sessions' });
  const request = page.getByRole('region', { name: 'Request', exact: true });
  return {
    users: page.getByRole('listbox', { name: 'Users' }),
    search: page.getByRole('searchbox', { name: 'Search users' }),
    sessions,
    cards: sessions.getByRole('article'),
    brush: sessions.locator('.brush svg'),
    start: sessions.getByRole('textbox', { name: 'start_date' }),
    end: sessions.getByRole('textbox', { name: 'end_date' }),
    request,
    requestText: request.getByRole('tabpanel'),
    json: request.getByRole('region', { name: 'JSON of the reply' }),
    log: page.getByRole('region', { name: 'Request log' }),
    notice: page.locator('.notices'),
  };
}

/** Waits until the reply for what is looked at is shown; gives the page back. */
export async function untilShown(page: Page): Promise<Page> {
  await page.getByRole('region', { name: 'Sessions' }).and(page.locator('[aria-busy=false]')).waitFor();
  // a phone has it behind a tab
  await page.locator('.facts .status').waitFor({ state: 'attached' });
  return page;
}

/** Drags from one share of an element's width to another, at half its height. */
export async function dragAcross(page: Page, element: Locator, from: number, to: number): Promise<void> {
  const box = await element.boundingBox();
  if (!box) throw new Error('Failed to drag: the element is not drawn.');
  const y = box.y + 20;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * ((from + to) / 2), y);
  await page.mouse.move(box.x + box.width * to, y);
  await page.mouse.up();
}

/** Returns where an element begins, in pixels from the left. */
export const leftOf = async (mark: Locator) => (await mark.boundingBox())?.x ?? Number.NaN;

/** Reads `start_date` and `end_date` in a text, as epoch ms. */
export const datesOf = (text: string | null) =>
  ['start_date', 'end_date'].map((name) => Number(new RegExp(`${name}=(\\d+)`).exec(text ?? '')?.[1]));
