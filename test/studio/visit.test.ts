import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTED_EVENTS, sessionEventSchema } from '../../src/api/index.ts';
import { DOCUMENTED_USER_ID } from '../../src/index.ts';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const studio = serveStudio();
const ADA = 'ada@example.org';
afterEach(() => studio.control('POST', 'reset'));

describe('a visit by hand', () => {
  it('is made of pages and clicks, and gives a valid session that is shown', async () => {
    const page = await untilShown(await studio.open());
    const { sessions, cards } = partsOf(page);
    await sessions.getByRole('button', { name: 'Add a visit' }).click();
    const editor = page.getByRole('dialog', { name: 'Add a visit' });
    await editor.getByRole('textbox', { name: 'User ID' }).fill(ADA);
    await editor.getByRole('combobox', { name: 'Path of step 1' }).fill('/pricing/');
    await editor.getByRole('button', { name: 'Click', exact: true }).click();
    await editor.getByRole('combobox', { name: 'Label of step 2' }).fill('Buy');
    await editor.getByRole('textbox', { name: 'Seconds before step 2' }).fill('2.5');
    await editor.getByRole('button', { name: 'Page', exact: true }).click();
    await editor.getByRole('combobox', { name: 'Path of step 3' }).fill('/thanks/');
    await editor.getByRole('button', { name: 'Record the visit' }).click();
    await editor.waitFor({ state: 'detached' });
    await sessions.getByRole('heading', { level: 2, name: ADA }).waitFor();
    await cards.first().getByText('2 pages · 1 click').waitFor();
    const stored = await studio.mock.events(ADA);
    for (const event of stored) expect(sessionEventSchema.safeParse(event).success).toBe(true);
    expect(stored).toMatchObject([
      { type: 'LOCATION', path: '/pricing/' },
      { type: 'CLICK', label: 'Buy', timestamp: (stored[0]?.timestamp ?? 0) + 2500 },
      { type: 'LOCATION', path: '/thanks/', referrer: expect.stringContaining('/pricing/') },
    ]);
    expect(new Set(stored.map(({ sessionId }) => sessionId)).size).toBe(1);
  });

  it('offers the pages and labels that are known of the user', async () => {
    const page = await untilShown(await studio.open());
    const { sessions } = partsOf(page);
    await sessions.getByRole('button', { name: 'Add a visit' }).click();
    const editor = page.getByRole('dialog');
    const path = editor.getByRole('combobox', { name: 'Path of step 1' });
    const offered = await path.evaluate((field) =>
      Array.from((field as HTMLInputElement).list?.options ?? [], ({ value }) => value),
    );
    expect(offered).toContain('/sample-page/');
    await editor.getByRole('button', { name: 'Click', exact: true }).click();
    expect(await editor.getByRole('combobox', { name: 'Label of step 2' }).inputValue()).toBe('Shop');
  });

  it('is offered by a search without results', async () => {
    const page = await untilShown(await studio.open());
    await partsOf(page).search.fill('nobody like this');
    await page
      .getByText('No user has “nobody like this” in their ID. The API answers for any ID: add a visit')
      .waitFor();
  });

  it('is edited one part at a time where it is long', async () => {
    const clicks = Array.from({ length: 230 }, (_, index) => ({ type: 'CLICK', label: `Click ${index + 1}` }));
    await studio.control('POST', 'record', { userId: ADA, events: clicks });
    const page = await untilShown(await studio.open({ at: `#user=${ADA}` }));
    await partsOf(page).cards.first().getByRole('button', { name: 'Edit session' }).click();
    const editor = page.getByRole('dialog', { name: 'Edit a visit' });
    const steps = editor.getByRole('list', { name: 'Steps of the visit' }).getByRole('listitem');
    await expect.poll(() => steps.count()).toBe(100);
    await editor.getByRole('button', { name: 'Show 100 more of 230 steps' }).click();
    await expect.poll(() => steps.count()).toBe(200);
    await editor.getByRole('button', { name: 'Click', exact: true }).click();
    await editor.getByRole('combobox', { name: 'Label of step 231' }).fill('The last');
    await editor.getByRole('combobox', { name: 'Label of step 201' }).fill('');
    await editor.getByRole('button', { name: 'Show 100 earlier of 231 steps' }).click();
    await editor.getByRole('combobox', { name: 'Label of step 101' }).fill('Another');
    await editor.getByRole('combobox', { name: 'Label of step 201' }).fill('One more');
    await editor.getByRole('button', { name: 'Replace the session' }).click();
    await editor.waitFor({ state: 'detached' });
    const labels = (await studio.mock.events(ADA)).map((event) => (event.type === 'CLICK' ? event.label : ''));
    expect(labels).toHaveLength(231);
    expect([labels[99], labels[100], labels[200], labels[230]]).toEqual([
      'Click 100',
      'Another',
      'One more',
      'The last',
    ]);
  });

  it('says what is missing before it is recorded', async () => {
    const page = await untilShown(await studio.open());
    const { sessions } = partsOf(page);
    await sessions.getByRole('button', { name: 'Add a visit' }).click();
    const editor = page.getByRole('dialog');
    await editor.getByRole('combobox', { name: 'Path of step 1' }).fill('shop');
    await editor.getByRole('button', { name: 'Record the visit' }).click();
    await editor.getByText('A path starts with a slash').waitFor();
    await editor.getByRole('button', { name: 'Remove step 1' }).click();
    await editor.getByText('Add a page or a click').waitFor();
    await editor.getByRole('textbox', { name: 'User ID' }).fill('');
    await editor.getByText('Enter the user of the visit.').waitFor();
    await editor.getByRole('textbox', { name: /^Begins/ }).fill('soon');
    await editor.getByRole('button', { name: 'Record the visit' }).click();
    await editor.getByText('A time such as').waitFor();
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
    expect(studio.mock.recordedEvents()).toBe(0);
  });

  it('shows why the mock refuses it, and stays open', async () => {
    const page = await untilShown(await studio.open());
    const { sessions } = partsOf(page);
    await sessions.getByRole('button', { name: 'Add a visit' }).click();
    const editor = page.getByRole('dialog');
    await editor.getByRole('textbox', { name: 'User ID' }).fill('x'.repeat(257));
    await editor.getByRole('button', { name: 'Record the visit' }).click();
    await editor
      .getByRole('alert')
      .getByText(/userId/)
      .waitFor();
    expect(await editor.isVisible()).toBe(true);
  });

  it('is edited where it was recorded: the session keeps its ID', async () => {
    const before = await studio.mock.record({
      userId: ADA,
      events: [
        { type: 'LOCATION', path: '/one/' },
        { type: 'CLICK', label: 'Two' },
      ],
    });
    const page = await untilShown(await studio.open({ at: `#user=${ADA}` }));
    const { cards } = partsOf(page);
    await cards.first().getByRole('button', { name: /^Edit/ }).click();
    const editor = page.getByRole('dialog', { name: 'Edit a visit' });
    await editor.getByRole('combobox', { name: 'Label of step 2' }).fill('Three');
    await editor.getByRole('button', { name: 'Move step 2 up' }).click();
    await editor.getByRole('button', { name: 'Replace the session' }).click();
    await editor.waitFor({ state: 'detached' });
    const after = await studio.mock.events(ADA);
    expect(after).toMatchObject([
      { type: 'CLICK', label: 'Three' },
      { type: 'LOCATION', path: '/one/' },
    ]);
    expect(after[0]?.sessionId).toBe(before[0]?.sessionId);
  });

  it('is a new one where the session is not recorded', async () => {
    const page = await untilShown(await studio.open());
    const { cards } = partsOf(page);
    await cards.first().getByRole('button', { name: /^Edit/ }).click();
    const editor = page.getByRole('dialog');
    await editor.getByText('what you save becomes a new session').waitFor();
    await editor.getByRole('textbox', { name: /^Begins/ }).fill('2025-01-01 10:00');
    await editor.getByRole('button', { name: 'Record the visit' }).click();
    await expect.poll(() => cards.count()).toBe(2);
    const events = await studio.mock.events(DOCUMENTED_USER_ID);
    expect(events.slice(0, 6)).toEqual(DOCUMENTED_EVENTS);
    expect(events[6]?.timestamp).toBe(Date.parse('2025-01-01T10:00Z'));
  });
});
