import { describe, expect, it, onTestFinished } from 'vitest';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const OTHER_PROJECT = 'blog';
const studio = serveStudio({ users: 1_000_000, projects: [DOCUMENTED_PROJECT_KEY, OTHER_PROJECT] });
const userOf = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('user');

describe('the users of the studio', () => {
  it('begin with the documented one; the most recently active one is shown at once', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    const { users, sessions, cards } = partsOf(page);
    const { suggested } = await studio.mock.findUsers();
    expect(suggested).not.toBe(DOCUMENTED_USER_ID);
    expect(await users.getByRole('option').first().textContent()).toContain(DOCUMENTED_USER_ID);
    expect(await users.getByRole('option', { selected: true }).textContent()).toContain(suggested);
    expect(await sessions.getByRole('heading', { level: 2 }).textContent()).toBe(suggested);
    expect(await cards.count()).toBeGreaterThan(1);
    await users
      .getByText(/^returning: Has bought before, /)
      .first()
      .waitFor();
  });

  it('follow the address, which names who is shown', async () => {
    const [, wanted = ''] = await studio.mock.users(2);
    const page = await untilShown(await studio.open({ at: `#user=${wanted}` }));
    const { users, sessions } = partsOf(page);
    expect(await sessions.getByRole('heading', { level: 2 }).textContent()).toBe(wanted);
    await users.getByRole('option').nth(2).click();
    const [, , third = ''] = await studio.mock.users(3);
    await expect.poll(() => userOf(page.url())).toBe(third);
    await page.goBack();
    await sessions.getByRole('heading', { level: 2, name: wanted }).waitFor();
    await page.goForward();
    await sessions.getByRole('heading', { level: 2, name: third }).waitFor();
  });

  it('may be a million, of which only the visible ones are drawn', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    const { users } = partsOf(page);
    await page.getByText('1,000,001 users').waitFor();
    for (const share of [0.25, 0.7, 1]) {
      await users.evaluate((list, at) => list.scrollTo(0, list.scrollHeight * at), share);
      await expect
        .poll(async () => {
          const places = await users
            .getByRole('option')
            .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-posinset'))));
          return Math.round(((places[0] ?? 0) / 1_000_001) * 100);
        })
        .toBe(share * 100);
      await users.getByRole('option', { name: '@' }).first().waitFor();
      expect(await users.getByRole('option').count()).toBeLessThan(40);
    }
    const rows = users.getByRole('option');
    expect(await rows.last().getAttribute('aria-posinset')).toBe('1000001');
  });

  it('can be limited to those with recorded visits', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    const { users } = partsOf(page);
    await studio.mock.record({ userId: 'recorded@example.org', events: [{ type: 'LOCATION', path: '/' }] });
    await page.getByRole('switch', { name: 'Recorded only' }).check();
    await page.getByText('1 user', { exact: true }).waitFor();
    expect(await users.getByRole('option').allTextContents()).toEqual([
      expect.stringContaining('recorded@example.org'),
    ]);
    await page.getByRole('switch', { name: 'Recorded only' }).uncheck();
    await page.getByText('1,000,002 users').waitFor();
    await studio.control('POST', 'reset');
  });

  it('fill the available height', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    const { users } = partsOf(page);
    const list = await users.boundingBox();
    const last = await users.getByRole('option').last().boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeGreaterThan((list?.y ?? 0) + (list?.height ?? 0));
  });

  it('are found while typing', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    const { users, search } = partsOf(page);
    await search.pressSequentially('mickael@');
    await expect
      .poll(async () => {
        const found = await users.getByRole('option').allTextContents();
        return found.length > 0 && found.every((text) => text.includes('mickael@'));
      })
      .toBe(true);
    expect(await users.getByRole('option').first().textContent()).toContain(DOCUMENTED_USER_ID);
    await search.fill('');
    await page.getByText('1,000,001 users').waitFor();
  });

  it('are searched to the last one, with the progress shown', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    await partsOf(page).search.fill('§§');
    await page.getByText(/^Searching, \d+ % of 1,000,001 searched$/).waitFor();
    await partsOf(page).search.fill('');
    await page.getByText('1,000,001 users').waitFor();
  });

  it('are chosen by keyboard', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    const { users, sessions, search } = partsOf(page);
    await search.focus();
    await page.keyboard.press('Tab');
    expect(await users.evaluate((list) => list === document.activeElement)).toBe(true);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    const [, , third = ''] = await studio.mock.users(3);
    await sessions.getByRole('heading', { level: 2, name: third }).waitFor();
    await page.keyboard.press('End');
    await expect.poll(() => users.getAttribute('aria-activedescendant')).toBe('user-1000000');
    await users.locator('#user-1000000').waitFor();
    await page.keyboard.press('Home');
    await expect.poll(() => users.locator('#user-0').isVisible()).toBe(true);
  });

  it('are those of the chosen project', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    const { users, requestText } = partsOf(page);
    await page.getByRole('combobox', { name: 'Project' }).selectOption(OTHER_PROJECT);
    const { suggested } = await studio.mock.findUsers({ projectKey: OTHER_PROJECT });
    await users
      .getByRole('option', { name: suggested ?? '' })
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
    await expect.poll(() => requestText.textContent()).toContain(`/${OTHER_PROJECT}/users/`);
  });

  it('appear when they are recorded', async () => {
    const page = await untilShown(await studio.open({ at: '' }));
    await studio.control('POST', 'record', {
      userId: 'newcomer@example.org',
      events: [{ type: 'CLICK', label: 'Hi' }],
    });
    await page.getByRole('option', { name: /^newcomer@example.org.*1 recorded/ }).waitFor();
    await studio.control('POST', 'reset');
    await page.getByRole('option', { name: 'newcomer@example.org' }).waitFor({ state: 'detached' });
  });

  it('have large counts in groups of three digits, wherever these are', async () => {
    const events = Array.from({ length: 1_200 }, () => ({ type: 'CLICK', label: 'Hi' }));
    await studio.control('POST', 'record', { userId: 'busy', events });
    onTestFinished(async () => void (await studio.control('POST', 'reset')));
    const page = await untilShown(await studio.open({ at: '#user=busy' }));
    await page.getByRole('option', { name: /^busy.*1,200 recorded/ }).waitFor();
    await page.getByText('1 session, 1,200 events').waitFor();
    expect(await page.locator('.stepper .num').textContent()).toBe('1,200');
    await page.getByRole('button', { name: 'Previous event' }).click();
    await expect.poll(() => page.locator('.stepper .num').textContent()).toBe('1,200 / 1,200');
  });
});
