import { describe, expect, it } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/index.ts';
import { DOCUMENTED_USER_ID } from '../../src/index.ts';
import { partsOf, untilShown } from './parts.ts';
import { serveStudio } from './serve-studio.ts';

const studio = serveStudio();
const AT = `#user=${encodeURIComponent(DOCUMENTED_USER_ID)}`;

describe('the request log', () => {
  it('shows a request as it happens, with its status and time', async () => {
    const { log } = partsOf(await untilShown(await studio.open({ at: AT })));
    await studio.call('ada@example.org', '?start_date=1');
    const row = log.getByRole('row', { name: '/users/ada%40example.org/sessions?start_date=1' });
    await row.waitFor();
    expect(await row.textContent()).toContain('200');
    const entry = studio.mock.requests.list().at(-1);
    expect(await row.locator('time').getAttribute('datetime')).toBe(new Date(entry?.at ?? 0).toISOString());
  });

  it('shows the latest requests first, including those from before it was opened', async () => {
    await studio.call('before@example.org');
    const page = await studio.open({ at: AT });
    await page.reload();
    const { log } = partsOf(await untilShown(page));
    await studio.call('after@example.org');
    await log.getByRole('row', { name: 'after%40example.org' }).waitFor();
    const rows = await log.locator('tbody tr').allTextContents();
    const placeOf = (user: string) => rows.findIndex((row) => row.includes(user));
    expect(placeOf('after%40')).toBeLessThan(placeOf('before%40'));
    expect(placeOf('before%40')).toBeGreaterThan(0);
  });

  it('leaves out the requests of the studio, unless they are wanted', async () => {
    await studio.control('POST', 'reset');
    const { log } = partsOf(await untilShown(await studio.open({ at: AT })));
    await log.getByText('No requests yet.').waitFor();
    await log.getByRole('checkbox', { name: "The studio's own too" }).check();
    const row = log.getByRole('row', { name: '/users/mickael@openreplay.com/sessions' });
    await row.first().waitFor();
    expect(await row.first().textContent()).toContain('studio');
    await log.getByRole('checkbox', { name: "The studio's own too" }).uncheck();
  });

  it('leaves a one-time fault to the application, though the studio asks again', async () => {
    const { sessions } = partsOf(await untilShown(await studio.open({ at: AT })));
    await studio.control('POST', 'faults', { status: 503, times: 1 });
    await studio.control('POST', 'record', {
      userId: DOCUMENTED_USER_ID,
      events: [{ type: 'CLICK', label: 'One more' }],
    });
    await sessions.getByText('2 sessions, 7 events').waitFor();
    expect((await studio.call(DOCUMENTED_USER_ID)).status).toBe(503);
    expect((await studio.call(DOCUMENTED_USER_ID)).status).toBe(200);
    await studio.control('POST', 'reset');
  });

  it('sends a request again, which is logged like any other', async () => {
    const { log, notice } = partsOf(await untilShown(await studio.open({ at: AT })));
    await studio.call('again@example.org');
    const rows = log.getByRole('row', { name: 'again%40example.org' });
    await rows
      .first()
      .getByRole('button', { name: /^Replay/ })
      .click();
    await expect.poll(() => rows.count()).toBe(2);
    expect(await notice.textContent()).toMatch(/^Replayed: 200, \d+ B in \d+ ms\.$/);
  });

  it('opens what a request asked for', async () => {
    const page = await untilShown(await studio.open());
    const { log, sessions } = partsOf(page);
    const [, second] = DOCUMENTED_EVENTS;
    await studio.call(DOCUMENTED_USER_ID, `?start_date=${second?.timestamp}`);
    await log
      .getByRole('link', { name: `start_date=${second?.timestamp}` })
      .first()
      .click();
    await sessions.getByText('5 events of 6').waitFor();
    await page.goBack();
    await sessions.getByText('1 session, 6 events').waitFor();
  });

  it('says which API a request was sent to, asks the same one when it is followed, and replays only requests without a body', async () => {
    await studio.control('POST', 'reset');
    const page = await untilShown(await studio.open({ at: AT }));
    const { log, json, request, sessions, notice } = partsOf(page);
    for (const [api, path] of [
      ['v1', '/v1'],
      ['v2', '/v2/api/public'],
    ] as const) {
      const url = `${studio.origin}${path}/${studio.mock.options.projects[0]}/users/grace@example.org/sessions`;
      await fetch(url, { method: api === 'v2' ? 'POST' : 'GET' });
      const row = log.getByRole('row', { name: `${path}/` });
      await row.getByRole('cell', { name: api, exact: true }).waitFor();
      expect(await row.getByRole('button', { name: /^Replay/ }).count()).toBe(api === 'v1' ? 1 : 0);
      await row.getByRole('link').click();
      await sessions.getByRole('heading', { level: 2, name: 'grace@example.org' }).waitFor();
      expect(await request.getByRole('combobox', { name: 'API' }).inputValue()).toBe(api);
      await json.getByText(api === 'v1' ? '"data": []' : '"sessions": null').waitFor();
    }
    await log.getByRole('button', { name: /^Replay/ }).click();
    await notice.getByText(/^Replayed: 200/).waitFor();
    await studio.call('grace@example.org');
    await log.getByRole('cell', { name: 'documented', exact: true }).waitFor();
    await studio.control('POST', 'reset');
  });

  it('can be resized by pointer and by keys, and leaves its room to the sessions when it is folded', async () => {
    const page = await untilShown(await studio.open({ at: AT }));
    const { log, sessions } = partsOf(page);
    const heightOf = async (part: typeof log) => (await part.boundingBox())?.height ?? 0;
    const [before, beside] = [await heightOf(log), await heightOf(sessions)];
    const edge = (await log.boundingBox())?.y ?? 0;
    await page.mouse.move(400, edge);
    await page.mouse.down();
    await page.mouse.move(400, edge - 100, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => heightOf(log)).toBeCloseTo(before + 100, -1);
    await expect.poll(() => heightOf(sessions)).toBeCloseTo(beside - 100, -1);
    const grip = page.getByRole('separator', { name: 'Height of the log' });
    const larger = Number(await grip.getAttribute('aria-valuenow'));
    await grip.press('ArrowDown');
    await expect.poll(async () => Number(await grip.getAttribute('aria-valuenow'))).toBe(larger - 24);
    await log.getByRole('button', { name: 'Requests' }).click();
    await expect.poll(() => heightOf(sessions)).toBeGreaterThan(beside);
    await log.getByRole('button', { name: 'Requests' }).click();
    await expect.poll(() => heightOf(log)).toBeCloseTo(larger - 24, -1);
  });

  it('can show failed requests only, and says what went wrong', async () => {
    await studio.control('POST', 'faults', { drop: true, times: 1, userId: 'dropped@example.org' });
    const { log } = partsOf(await untilShown(await studio.open({ at: AT })));
    await expect(studio.call('dropped@example.org')).rejects.toThrow();
    await log.getByRole('row', { name: 'dropped%40example.org' }).getByText('dropped', { exact: true }).waitFor();
    await log.getByRole('checkbox', { name: 'Failures only' }).check();
    await expect.poll(() => log.locator('tbody tr').count()).toBe(1);
    await log.getByRole('checkbox', { name: 'Failures only' }).uncheck();
  });

  it('shows invisible characters as marks', async () => {
    await studio.mock.handle({ method: 'GET', path: '/api/app/a\u202eb', query: '', authorization: undefined });
    const { log } = partsOf(await untilShown(await studio.open({ at: AT })));
    await log.getByText('a[U+202E]b').waitFor();
  });

  it('can be cleared', async () => {
    const { log } = partsOf(await untilShown(await studio.open({ at: AT })));
    await log.getByRole('button', { name: 'Clear' }).click();
    await log.getByText('No requests yet.').waitFor();
    expect(studio.mock.requests.list()).toEqual([]);
  });
});
