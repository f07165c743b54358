import { expect, it } from 'vitest';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const studio = serveStudio();
const USER = 'user=mickael@openreplay.com';

it.each([
  `${USER}&start_date=8640000000000001`,
  `${USER}&end_date=9007199254740991`,
  `${USER}&start_date=9999999999999999&end_date=9999999999999999`,
  `${USER}&start_date=8640000000000000`,
  `${USER}&start_date=8640000000000000&end_date=0`,
  `${USER}&start_date=0&end_date=8640000000000000`,
  `${USER}&start_date=1&start_date=2&end_date=%00`,
  'user=%ff%fe',
  `user=${'x'.repeat(300)}`,
  'user=..%2F..',
  'user=ada%E2%80%AEexe',
  'user=%3Cimg%20src=x%20onerror=alert(1)%3E',
  '&&&===%%%',
])('is drawn whatever the address contains, and can switch to another user: #%s', async (hash) => {
  const page = await studio.open({ at: `#${hash}` });
  const { users, sessions } = partsOf(page);
  await users.getByRole('option').first().waitFor();
  await sessions.waitFor();
  const [, second = ''] = await studio.mock.users(2);
  await users.getByRole('option', { name: second }).click();
  await sessions.getByRole('heading', { level: 2, name: second }).waitFor();
  await untilShown(page);
});

it('is drawn when it is loaded with such an address, too', async () => {
  const page = await studio.open({ at: `#${USER}&start_date=8640000000000001&api=v9&&&===%%%` });
  await page.reload();
  await untilShown(page);
  expect(await partsOf(page).cards.count()).toBe(1);
});

it('shows characters that change the text direction of a user ID as a mark', async () => {
  const events = [{ type: 'CLICK', label: 'Pay\u202e0.1' }];
  await studio.control('POST', 'record', { userId: 'ada\u202egro.elpmaxe@', events });
  const page = await untilShown(await studio.open({ at: '#user=ada%E2%80%AEgro.elpmaxe@' }));
  const { users, sessions } = partsOf(page);
  await users.getByRole('option').first().getByText('ada[U+202E]gro.elpmaxe@').waitFor();
  await sessions.getByRole('heading', { level: 2, name: 'ada[U+202E]gro.elpmaxe@' }).waitFor();
  expect(await sessions.textContent()).not.toMatch(/\u202e/);
});

it.each(['%zz', '..%2F..', 'nobody'])('says so when the project in the address does not exist: %s', async (project) => {
  const page = await studio.open({ at: `#user=ada&project=${project}` });
  await page.getByText('The users could not be listed.').waitFor();
  await page.getByRole('combobox', { name: 'Project' }).waitFor();
});
