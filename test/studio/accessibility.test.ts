import { describe, expect, it } from 'vitest';
import { eventually } from '../support/patience.ts';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';
import { violations } from './violations.ts';

// axe checks each row
const studio = serveStudio({ users: 3 });
const PHONE = { width: 390, height: 844 };

/** A user with a little of everything, as axe checks each mark. */
const SOMEBODY = 'somebody@example.org';
const recordSomebody = () =>
  studio.control('POST', 'record', [
    {
      userId: SOMEBODY,
      events: [
        { type: 'LOCATION', path: '/', loadTime: 640 },
        { type: 'CLICK', label: 'Shop' },
        { type: 'LOCATION', path: '/shop/', loadTime: 4_200 },
        { type: 'CLICK', label: 'Add to cart' },
      ],
    },
    { userId: SOMEBODY, events: [{ type: 'LOCATION', path: '/cart/', loadTime: 900 }] },
  ]);

describe('in light and dark', () => {
  it('the studio has no violation: with a mark chosen and a window set, each menu open, and the editor', async () => {
    await recordSomebody();
    const page = await untilShown(await studio.open({ at: `#user=${SOMEBODY}&start_date=1000000` }));
    await partsOf(page).cards.last().locator('.point .outline').last().click();
    expect(await violations(page)).toEqual([]);
    for (const menu of [/^Scenario/, /^Faults/, /2026-01-01/, /^Data/]) {
      await page.getByRole('button', { name: menu }).click();
      expect(await violations(page, { within: '.menu:has(.panel)' })).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await partsOf(page).cards.first().getByRole('button', { name: /^Edit/ }).click();
    await page.getByRole('button', { name: 'Remove step 1', exact: true }).click();
    expect(await violations(page, { within: 'dialog' })).toEqual([]);
  });

  it('a refusal and an active fault have none', async () => {
    await studio.control('POST', 'faults', { status: 503 });
    const page = await untilShown(await studio.open());
    await page.getByRole('button', { name: /^Faults/ }).click();
    expect(await violations(page, { within: '.sessions' })).toEqual([]);
    expect(await violations(page, { within: '.menu:has(.panel)' })).toEqual([]);
    await studio.control('POST', 'reset');
  });

  it('each part has none on a phone, and is as wide as the phone', async () => {
    await recordSomebody();
    const page = await untilShown(await studio.open({ ...PHONE, at: `#user=${SOMEBODY}` }));
    for (const part of ['Users', 'Sessions', 'Request', 'Log']) {
      await page.getByRole('tab', { name: part, exact: true }).click();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    }
    await page.getByRole('button', { name: 'Scenarios' }).click();
    const panel = await page.getByRole('region', { name: 'Scenarios' }).boundingBox();
    expect(panel?.x).toBeGreaterThanOrEqual(0);
    expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  });
});

describe('on a phone', () => {
  it('a visitor can go from a user to a mark to its JSON and on to the log', async () => {
    const page = await studio.open(PHONE);
    await page.getByRole('tab', { name: 'Sessions', exact: true }).click();
    await untilShown(page);
    const { users, cards, json, log } = partsOf(page);
    expect(await json.isVisible()).toBe(false);
    await page.getByRole('tab', { name: 'Users' }).click();
    await users.getByRole('option').nth(1).click();
    await cards.first().locator('.point .outline').last().click();
    await page.getByRole('button', { name: 'Show its JSON' }).click();
    await json.locator('.chosen').first().waitFor();
    expect(await json.locator('.chosen').first().isVisible()).toBe(true);
    await studio.call('ada@example.org');
    await page.getByRole('tab', { name: 'Log' }).click();
    await log
      .getByRole('button', { name: /^Replay/ })
      .first()
      .waitFor();
  });
});

describe('by keyboard', () => {
  it('a visitor can find a user, set a window, open a mark, switch a scenario and record a visit', async () => {
    const page = await untilShown(await studio.open());
    const { sessions, requestText, search, cards } = partsOf(page);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (wanted: string) => {
      const isThere = () => page.evaluate((selector) => document.activeElement?.matches(selector), wanted);
      for (let steps = 0; steps < 80 && !(await isThere()); steps++) await page.keyboard.press('Tab');
      expect(await isThere()).toBe(true);
    };
    const [, user = ''] = await studio.mock.users(2);

    await tabTo('input[type=search]');
    await page.keyboard.type(user.slice(0, 9));
    await expect.poll(() => search.inputValue()).toBe(user.slice(0, 9));
    await page.getByRole('option', { name: user }).waitFor();
    await page.getByRole('option', { name: '@openreplay.com' }).waitFor({ state: 'detached' });
    await tabTo('[role=listbox]');
    await press('Enter');
    await sessions.getByRole('heading', { level: 2, name: user }).waitFor();

    await tabTo('[data-grip=end]');
    await press('PageDown', 'PageDown');
    await expect.poll(() => requestText.textContent()).toContain('end_date=');
    await cards.first().waitFor();
    // the sessions of the last window may come, and take the place of those before, while one is on a mark
    await eventually(async () => {
      await tabTo('[data-event]');
      await press('ArrowRight');
      await sessions.locator('.event-line').waitFor({ timeout: 1_000 });
    });

    await tabTo('.top nav button');
    await press('Enter');
    await tabTo('[role=switch]');
    await press('Space');
    await sessions.getByText('No events').waitFor();
    await press('Space');
    await cards.first().waitFor();
    await press('Escape');

    await tabTo('.sessions .title button.strong');
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo('[aria-label="Path of step 1"]');
    await page.keyboard.type('/shop/');
    await press('Enter');
    await page.getByText(`The visit of ${user} was recorded.`).waitFor();
    expect(await studio.mock.events(user)).toContainEqual(
      expect.objectContaining({ path: '/shop/', timestamp: studio.mock.clock.now() }),
    );
  });
});

describe('the colours', () => {
  it('are those of the system until others are chosen, which are remembered', async () => {
    const page = await untilShown(await studio.open());
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Switch to light' }).waitFor();
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.getByRole('button', { name: 'Switch to light' }).click();
    await expect.poll(background).not.toBe(dark);
    const light = await background();
    await page.reload();
    await page.getByRole('button', { name: 'Switch to dark' }).waitFor();
    expect(await background()).toBe(light);
  });
});
