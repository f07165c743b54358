import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeepOptions, keepInBrowser, keepInPage } from '../../../src/hosts/browser/keep-in-browser.ts';
import type { Page } from '../../../src/hosts/browser/page.ts';
import { createMock, type Mock, type MockOptions, OptionError } from '../../../src/index.ts';
import { createPage, MemoryStorage } from './pages.ts';

const ADA = 'ada@example.org';
const KEY = 'openreplay-kit:[1,"3sWXSsqHgSKnE87YkNJK"]';
const visit = (path: string, userId = ADA) => ({ userId, events: [{ type: 'LOCATION' as const, path }] });

interface Opened {
  readonly mock: Mock;
  readonly warnings: string[];
  readonly found: boolean;
}

/** Opens a page again, as a reload does. */
async function open(page: Page, options: KeepOptions = {}, mockOptions: MockOptions = {}): Promise<Opened> {
  const warnings: string[] = [];
  const mock = createMock({ users: 0, ...mockOptions });
  const found = await keepInPage(page, mock, { warn: (message) => void warnings.push(message), ...options });
  return { mock, warnings, found };
}

const pathsOf = async (mock: Mock, userId = ADA) =>
  (await mock.events(userId)).map((event) => 'path' in event && event.path);

describe('a mock whose records the browser keeps', () => {
  it('is restored on the next page, whatever was done to it', async () => {
    const action = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('record' as const), path: fc.webPath(), user: fc.nat(2) }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constantFrom('reset' as const, 'restore' as const, 'reload' as const) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
        const page = createPage(new MemoryStorage());
        let { mock, warnings } = await open(page);
        for (const step of actions) {
          if (step.do === 'record') await mock.record(visit(`/${step.path}`, `user-${step.user}`));
          if (step.do === 'reset') await mock.reset();
          if (step.do === 'restore') await mock.restore(mock.snapshot());
          if (step.do === 'reload') ({ mock, warnings } = await open(page));
        }
        const next = await open(page);
        expect(next.mock.snapshot()).toEqual(mock.snapshot());
        expect([...warnings, ...next.warnings]).toEqual([]);
        expect(next.found).toBe(mock.snapshot().recorded.length > 0);
      }),
    );
  });

  it('is separate from mocks with another seed or other projects', async () => {
    const page = createPage(new MemoryStorage());
    await (await open(page)).mock.record(visit('/one'));
    expect((await open(page, {}, { seed: '1' })).found).toBe(false);
    expect((await open(page, {}, { projects: ['another'] })).found).toBe(false);
    expect((await open(page, {}, { now: 1_800_000_000_000, users: 3 })).found).toBe(true);
  });

  it('keeps INPUT events that a scenario allowed', async () => {
    const page = createPage(new MemoryStorage());
    const { mock } = await open(page, {}, { scenarios: ['input-events'] });
    await mock.record({ userId: ADA, events: [{ type: 'INPUT', label: 'Name' }] });
    expect(await (await open(page)).mock.events(ADA)).toHaveLength(1);
  });

  it('keeps nothing with persist: false, and loses nothing that was kept', async () => {
    const page = createPage(new MemoryStorage());
    await (await open(page)).mock.record(visit('/one'));
    const off = await open(page, { persist: false });
    await off.mock.record(visit('/two'));
    expect([off.found, await pathsOf((await open(page)).mock)]).toEqual([false, ['/one']]);
  });

  it('does not keep the API key', async () => {
    const storage = new MemoryStorage();
    const { mock } = await open(createPage(storage), {}, { keys: ['SecretOfSomebody'] });
    await mock.record(visit('/one'));
    expect(JSON.stringify([...storage.items])).not.toContain('SecretOfSomebody');
  });
});

describe('content that cannot be used', () => {
  const header = '{"format":"openreplay-kit recorded","version":1}\n';
  const event = { type: 'CLICK', messageId: 1, timestamp: 1, label: 'Buy', sessionId: 1_000_000_000_000_001 };
  const line = (rows: unknown, type = 'record') => `${JSON.stringify({ type, rows })}\n`;
  const row = (more: object) => [{ projectKey: '3sWXSsqHgSKnE87YkNJK', userId: ADA, events: [event], ...more }];

  it.each([
    ['no text of its own', 'hello', /first line/],
    ['an empty text', '', /first line/],
    ['a newer version', '{"format":"openreplay-kit recorded","version":2,"more":1}\n', /newer version .*version 2/],
    ['a line that breaks off', `${header}${line(row({})).slice(0, -9)}`, /last line/],
    ['a line that is no change', `${header}{}\n`, /line 2 holds no change/],
    ['an event without a type', `${header}${line(row({ events: [{ ...event, type: 'HOVER' }] }))}`, /line 2/],
    ['a project of another mock', `${header}${line(row({ projectKey: 'other' }))}`, /"other", which is not a project/],
    ['an event that is there twice', `${header}${line(row({}))}${line(row({}))}`, /contradict each other/],
  ])('is discarded with a warning: %s', async (_, text, why) => {
    const storage = new MemoryStorage();
    storage.setItem(KEY, text);
    const { mock, warnings, found } = await open(createPage(storage));
    expect([found, warnings]).toEqual([false, [expect.stringMatching(why)]]);
    expect(warnings[0]).toMatch(/^openreplay-kit discards what the browser kept/);
    await mock.record(visit('/one'));
    const next = await open(createPage(storage));
    expect([await pathsOf(next.mock), next.warnings]).toEqual([['/one'], []]);
  });
});

describe('a page that cannot keep data', () => {
  it.each<[string, Page]>([
    ['has no storage', {}],
    [
      'may not use it',
      {
        get sessionStorage(): never {
          throw new Error('Access is denied for this document.');
        },
      },
    ],
  ])('because it %s warns and continues in memory', async (_, page) => {
    const { mock, warnings } = await open(page);
    await mock.record(visit('/one'));
    expect(await pathsOf(mock)).toEqual(['/one']);
    expect(warnings).toEqual([expect.stringMatching(/^openreplay-kit keeps nothing across reloads: /)]);
  });

  it('because its storage cannot be read warns once and continues in memory', async () => {
    const storage = new MemoryStorage();
    storage.getItem = () => {
      throw new Error('The disk is broken.');
    };
    const { mock, warnings } = await open(createPage(storage));
    await mock.record(visit('/one'));
    expect(await pathsOf(mock)).toEqual(['/one']);
    expect(warnings).toEqual([expect.stringContaining('The disk is broken')]);
  });

  it.each([
    ['its storage is full', { room: 1_500 }, {}],
    ['it may not keep as much', {}, { maxLength: 1_500 }],
  ])(
    'because %s warns once, continues in memory, and keeps data again after a reset',
    async (_, storageOptions, options) => {
      const storage = Object.assign(new MemoryStorage(), storageOptions);
      const page = createPage(storage);
      const { mock, warnings } = await open(page, options);
      const paths = Array.from({ length: 20 }, (_, index) => `/${index}`);
      for (const path of paths) await mock.record(visit(path));
      expect(await pathsOf(mock)).toEqual(paths);
      expect(warnings).toEqual([expect.stringMatching(/^openreplay-kit cannot keep recorded data: .*mock\.reset\(\)/)]);
      const kept = await pathsOf((await open(page, options)).mock);
      expect(kept.length).toBeGreaterThan(0);
      expect(kept).toEqual(paths.slice(0, kept.length));
      await mock.reset();
      await mock.record(visit('/again'));
      expect(await pathsOf((await open(page, options)).mock)).toEqual(['/again']);
    },
  );

  it('drops what it kept of a state that is replaced by one too large to keep', async () => {
    const page = createPage(new MemoryStorage());
    const large = createMock({ users: 0 });
    for (let count = 0; count < 20; count++) await large.record(visit(`/${count}`));
    const { mock, warnings } = await open(page, { maxLength: 1_500 });
    await mock.record(visit('/one'));
    await mock.restore(large.snapshot());
    expect([await pathsOf(mock), warnings.length, (await open(page)).found]).toEqual([await pathsOf(large), 1, false]);
  });
});

describe('two pages of one site', () => {
  const openTwo = async () => {
    const storage = new MemoryStorage();
    const [one, two] = [createPage(storage), createPage(storage)];
    const notify = (key: string | null = KEY) =>
      two.hear({ storageArea: storage, key, newValue: key === null ? null : storage.getItem(key) });
    return { storage, notify, one: await open(one), two: await open(two) };
  };

  it('see what the other one records and resets', async () => {
    const { one, two, notify } = await openTwo();
    await one.mock.record(visit('/one'));
    notify();
    expect(await pathsOf(two.mock)).toEqual(['/one']);
    await one.mock.reset();
    notify();
    expect(two.mock.snapshot().recorded).toEqual([]);
  });

  it('keep what both record at the same moment', async () => {
    const { storage, one, two } = await openTwo();
    await Promise.all([one.mock.record(visit('/one')), two.mock.record(visit('/two'))]);
    await one.mock.record(visit('/three'));
    for (const { mock } of [one, await open(createPage(storage))]) {
      expect((await pathsOf(mock)).sort()).toEqual(['/one', '/three', '/two']);
    }
    expect(one.warnings).toEqual([]);
  });

  it('keep their data when the storage is cleared or corrupted, and repair it', async () => {
    const { storage, notify, one, two } = await openTwo();
    await one.mock.record(visit('/one'));
    notify();
    for (const spoil of [() => storage.items.clear(), () => storage.setItem(KEY, 'spoilt')]) {
      spoil();
      notify();
      notify(null);
      expect(await pathsOf(two.mock)).toContain('/one');
      await two.mock.record(visit('/more'));
      expect((await pathsOf((await open(createPage(storage))).mock)).slice(0, 2)).toEqual(['/one', '/more']);
    }
  });

  it('do not touch the data of others', async () => {
    const { one, two, notify, storage } = await openTwo();
    await one.mock.record(visit('/one'));
    storage.setItem('theme', storage.getItem(KEY) ?? '');
    notify('theme');
    expect(await two.mock.events(ADA)).toEqual([]);
  });
});

describe('keepInBrowser', () => {
  it('continues in memory outside a browser', async () => {
    const mock = createMock({ users: 0 });
    // some versions of Node have a sessionStorage, in memory
    expect(await keepInBrowser(mock, { warn: () => {} })).toBe(false);
    await mock.record(visit('/one'));
    expect(await pathsOf(mock)).toEqual(['/one']);
  });

  it.each<[object, RegExp]>([
    [{ persist: 'forever' }, /option persist: .*received "forever"\.$/],
    [{ maxLength: 10 }, /option maxLength: .*1000.*received 10\.$/],
    [{ warn: 'loud' }, /option warn: must be a function, received "loud"\.$/],
    [{ persits: 'local' }, /persits/],
  ])('refuses %j by name', async (options, message) => {
    await expect(keepInBrowser(createMock(), options)).rejects.toThrow(OptionError);
    await expect(keepInBrowser(createMock(), options)).rejects.toThrow(message);
  });
});
