import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTED_USER_ID } from '../../src/index.ts';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const studio = serveStudio({ live: true });
const HOUR_MS = 3_600_000;
afterEach(() => studio.control('POST', 'reset'));

describe('the switches of scenarios', () => {
  it('switch a scenario on and off, and the page follows', async () => {
    const page = await untilShown(await studio.open());
    const { sessions, request } = partsOf(page);
    await page.getByRole('button', { name: 'Scenarios' }).click();
    const outage = page.getByRole('switch', { name: 'outage' });
    await outage.click();
    await sessions.getByRole('alert').getByText('The API refused with status 503').waitFor();
    await sessions.getByText('Currently switched on: the scenario outage.').waitFor();
    expect(await request.getByRole('status').textContent()).toContain('503');
    expect(await outage.isChecked()).toBe(true);
    expect(studio.mock.scenarios().filter(({ isOn }) => isOn)).toMatchObject([{ name: 'outage' }]);
    await page.getByRole('button', { name: 'Scenario: outage' }).waitFor();
    await outage.click();
    await sessions.getByRole('article').waitFor();
    expect(studio.mock.scenarios().some(({ isOn }) => isOn)).toBe(false);
  });

  it('show scenarios that were switched on elsewhere', async () => {
    const [, user = ''] = await studio.mock.users(2);
    const page = await untilShown(await studio.open({ at: `#user=${encodeURIComponent(user)}` }));
    await studio.control('PUT', 'scenarios/empty', { userId: user });
    await page.getByRole('button', { name: 'Scenario: empty' }).click();
    await page.getByText(`On for ${user}.`).waitFor();
    await partsOf(page).sessions.getByText('No events at all').waitFor();
  });

  it('can be limited to one user', async () => {
    const page = await untilShown(await studio.open());
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('checkbox', { name: `Only for ${DOCUMENTED_USER_ID}` }).check();
    await page.getByRole('switch', { name: 'rate-limited' }).click();
    await partsOf(page).sessions.getByText('The API refused with status 429').waitFor();
    expect((await studio.call('ada@example.org')).status).toBe(200);
  });
});

describe('the faults', () => {
  it('are set, say how often they hit, and are cleared', async () => {
    const page = await untilShown(await studio.open());
    const { sessions } = partsOf(page);
    await page.getByRole('button', { name: 'Faults' }).click();
    await page.getByRole('textbox', { name: 'Status' }).fill('418');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await sessions.getByText('The API refused with status 418').waitFor();
    expect(studio.mock.faults.list()).toMatchObject([{ status: 418 }]);
    await page.getByRole('button', { name: 'Faults: 1 set' }).waitFor();
    await page.getByRole('button', { name: 'Clear: status 418' }).click();
    await sessions.getByRole('article').waitFor();
    expect(studio.mock.faults.list()).toEqual([]);
  });

  it.each([
    ['delay', '50', { latency: 50 }],
    ['cut', '40', { cut: 0.4 }],
  ])('can %s a share of the replies', async (kind, amount, expected) => {
    const page = await untilShown(await studio.open());
    await page.getByRole('button', { name: 'Faults' }).click();
    await page.getByRole('combobox', { name: 'What goes wrong' }).selectOption(kind);
    await page.locator('.panel .pair input').first().fill(amount);
    await page.getByRole('textbox', { name: 'Share of requests (%)' }).fill('25');
    await page.getByRole('textbox', { name: 'Times' }).fill('3');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await expect.poll(() => studio.mock.faults.list()).toMatchObject([{ ...expected, rate: 0.25, times: 3 }]);
  });

  it('that cannot be set are refused in the words of the mock', async () => {
    const page = await untilShown(await studio.open());
    await page.getByRole('button', { name: 'Faults' }).click();
    await page.getByRole('textbox', { name: 'Status' }).fill('99');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await partsOf(page)
      .notice.getByText(/status.*99/)
      .waitFor();
    expect(studio.mock.faults.list()).toEqual([]);
  });
});

describe('the clock', () => {
  it('can be moved on, and visits happen meanwhile', async () => {
    const [, user = ''] = await studio.mock.users(2);
    const page = await untilShown(await studio.open({ at: `#user=${encodeURIComponent(user)}` }));
    const { sessions } = partsOf(page);
    const before = studio.mock.clock.now();
    await page.getByRole('button', { name: /2026-01-01/ }).click();
    await page.getByRole('button', { name: 'Advance by 1h' }).click();
    await page.getByRole('button', { name: '2026-01-01 01:00:00' }).waitFor();
    expect(studio.mock.clock.now()).toBe(before + HOUR_MS);
    const events = (await studio.mock.events(user)).length;
    await page.getByRole('textbox', { name: 'Advance by' }).fill('2w');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await expect.poll(async () => (await studio.mock.events(user)).length).toBeGreaterThan(events);
    const all = await studio.mock.events(user);
    await sessions.getByText(`${all.length.toLocaleString('en')} events`).waitFor();
  });

  it('runs as fast as wanted, and new visits come in', async () => {
    const { users } = await studio.mock.findUsers({ limit: 25 });
    const busy = users.find(({ kind }) => kind === 'power' || kind === 'returning')?.userId ?? '';
    const page = await untilShown(await studio.open({ at: `#user=${encodeURIComponent(busy)}` }));
    const count = () => page.locator('.sessions .count').textContent();
    const before = await count();
    await page.getByRole('button', { name: /2026-01-01/ }).click();
    await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '86,400 times as fast' });
    await page.getByRole('button', { name: '86,400×' }).waitFor();
    await expect.poll(count).not.toBe(before);
    expect(studio.mock.clock.speed).toBe(86_400);
  });
});

describe('the data', () => {
  it('can be saved to a file and restored from it', async () => {
    const page = await untilShown(await studio.open());
    const { notice } = partsOf(page);
    const event = { type: 'CLICK', label: 'Kept' } as const;
    await studio.control('POST', 'record', { userId: 'kept@example.org', events: [event] });
    await page.getByRole('button', { name: 'Data' }).click();
    await page.getByText('1 recorded event, besides').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save a snapshot' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('openreplay-kit-snapshot.json');
    const file = await download.path();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(studio.mock.snapshot());

    await page.getByRole('button', { name: 'Data' }).click();
    await page.getByRole('button', { name: 'Reset' }).click();
    await notice.getByText('The mock was reset.').waitFor();
    expect(await studio.mock.events('kept@example.org')).toEqual([]);

    await page.getByRole('button', { name: 'Data' }).click();
    await page.getByLabel('Snapshot file').setInputFiles(file);
    await notice.getByText('The snapshot was restored.').waitFor();
    expect(await studio.mock.events('kept@example.org')).toMatchObject([event]);
  });

  it('is kept when a file is not a snapshot, and the page says why', async () => {
    const page = await untilShown(await studio.open());
    const { notice } = partsOf(page);
    await page.getByRole('button', { name: 'Data' }).click();
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no JSON') };
    await page.getByLabel('Snapshot file').setInputFiles(file);
    await notice.getByText('notes.txt is not a snapshot: it is not JSON.').waitFor();
    await page.getByRole('button', { name: 'Data' }).click();
    const other = { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1}') };
    await page.getByLabel('Snapshot file').setInputFiles(other);
    await expect.poll(() => notice.textContent()).toMatch(/version|recorded/);
  });
});

describe('a menu', () => {
  it('is opened and left by keyboard, and closes when it loses focus', async () => {
    const page = await untilShown(await studio.open());
    const button = page.getByRole('button', { name: 'Faults' });
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await button.evaluate((found) => found === document.activeElement)).toBe(true);
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await button.click();
    await page.getByRole('region', { name: 'Faults' }).waitFor();
    await page.locator('.json').click();
    await page.getByRole('region', { name: 'Faults' }).waitFor({ state: 'detached' });
  });
});
