import { EventEmitter, once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMock, type Mock, OptionError } from '../../src/index.ts';
import { INTERNALS } from '../../src/mock/internals.ts';
import { ask } from '../support/ask.ts';
import { MemoryJournal } from '../support/memory-journal.ts';

const visit = (path: string, userId = 'ada') => ({ userId, events: [{ type: 'LOCATION' as const, path }] });

/** Mocks with one journal, as several servers would have it. */
async function createMocks<J extends MemoryJournal>(journal: J): Promise<readonly [Mock, Mock, J]> {
  const [one, two] = [createMock({ users: 0 }), createMock({ users: 0 })] as const;
  for (const mock of [one, two]) await mock.attach(journal);
  return [one, two, journal];
}

/** A point where something waits until it may go on. */
class Pause {
  readonly #steps = new EventEmitter();
  readonly reached = once(this.#steps, 'reached');

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#steps.emit('reached');
    await once(this.#steps, 'goOn');
    return work().finally(() => this.#steps.emit('left'));
  }

  /** Lets it go on, and waits until it is done. */
  async goOn(): Promise<void> {
    const left = once(this.#steps, 'left');
    this.#steps.emit('goOn');
    await left;
    await new Promise(setImmediate);
  }
}

/** Notifies no mock of new entries, waits at the next append, and between the first two entries that are loaded next. */
class PausedJournal extends MemoryJournal {
  #append: Pause | undefined;
  #load: Pause | undefined;

  pauseAppend(): Pause {
    this.#append = new Pause();
    return this.#append;
  }

  pauseLoad(): Pause {
    this.#load = new Pause();
    return this.#load;
  }

  override async *load(after: number) {
    for await (const entry of super.load(after)) {
      yield entry;
      const pause = this.#load;
      this.#load = undefined;
      await pause?.during(async () => {});
    }
  }

  override async append(...given: Parameters<MemoryJournal['append']>) {
    const pause = this.#append;
    this.#append = undefined;
    return pause ? pause.during(() => super.append(...given)) : super.append(...given);
  }

  override follow() {
    return () => {};
  }
}

/** Resolves when both have made their changes and know those of the other. */
async function settle(...mocks: readonly Mock[]): Promise<void> {
  for (const mock of mocks) await mock[INTERNALS].settle();
  await expect.poll(() => new Set(mocks.map((mock) => mock[INTERNALS].replica.position)).size).toBe(1);
}

const stateOf = (mock: Mock) => mock[INTERNALS].state();

describe('mocks with the same journal', () => {
  test('record at the same time without losing a visit or giving an ID twice', async () => {
    const [one, two] = await createMocks(new MemoryJournal());
    const paths = Array.from({ length: 12 }, (_, index) => `/${index}/`);
    await Promise.all(paths.map((path, index) => (index % 2 ? one : two).record(visit(path))));
    await settle(one, two);
    const events = await one.events('ada');
    expect(events.map((event) => 'path' in event && event.path).sort()).toEqual([...paths].sort());
    expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(paths.length);
    expect(await two.events('ada')).toEqual(events);
  });

  test('end in the same state, whatever each does at the same time', async () => {
    const many = Array.from({ length: 1_001 }, () => ({ type: 'CLICK' as const, label: 'x' }));
    const action = fc.record({
      first: fc.boolean(),
      does: fc.constantFrom('record', 'batch', 'fault', 'clear', 'use', 'disable', 'advance', 'reset', 'remove'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
        const [one, two] = await createMocks(new MemoryJournal());
        const done = actions.map(async ({ first, does }) => {
          const mock = first ? one : two;
          if (does === 'record') await mock.record(visit('/'));
          // so large that others apply it in slices
          if (does === 'batch') await mock.record({ userId: 'eve', events: many });
          if (does === 'fault') mock.faults.add({ status: 503, userId: 'nobody' });
          if (does === 'clear') mock.faults.clear();
          if (does === 'use') mock.use('slow', { userId: first ? 'ada' : 'eve' });
          if (does === 'disable') mock.disable('slow');
          if (does === 'advance') mock.clock.advance(1_000);
          if (does === 'reset') await mock.reset();
          if (does === 'remove') await mock.removeSession(one.snapshot().recorded[0]?.events[0]?.sessionId ?? 1);
        });
        await Promise.all(done);
        await settle(one, two);
        expect(stateOf(one)).toEqual(stateOf(two));
        expect([one.faults.list(), one.scenarios(), one.clock.now()]).toEqual([
          two.faults.list(),
          two.scenarios(),
          two.clock.now(),
        ]);
        expect(one.clock.now() - one.options.now).toBeLessThanOrEqual(
          1_000 * actions.filter(({ does }) => does === 'advance').length,
        );
      }),
      { numRuns: 40 },
    );
  });

  test('show at once what another one recorded, all of it or nothing, and answer while it is prepared', async () => {
    const [one, two] = await createMocks(new MemoryJournal());
    await one.record([visit('/first/'), visit('/other/', 'eve')]);
    await settle(one, two);
    const visits = Array.from({ length: 6_000 }, (_, index) => visit(`/${index}/`, `user-${index % 900}`));
    const recorded = Promise.all([one.record(visits), one.record(visit('/behind/'))]);
    const seen: number[] = [];
    while (seen.at(-1) !== 6_003) {
      seen.push(two.recordedEvents());
      // users that existed before
      expect((await ask(two, { userId: 'eve' })).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve));
    }
    await recorded;
    expect([2, 3, 6_002, 6_003]).toEqual(expect.arrayContaining(seen));
    expect(seen.length).toBeGreaterThan(5);
    expect(stateOf(two)).toEqual(stateOf(one));
  });

  test('keep both faults that were set at the same moment, under different IDs', async () => {
    const [one, two] = await createMocks(new MemoryJournal());
    const faults = [one.faults.add({ status: 500 }), two.faults.add({ status: 503 })];
    expect(one.faults.list()).toMatchObject([{ id: 'fault-1', status: 500 }]);
    await settle(one, two);
    expect(faults.map(({ id }) => id).sort()).toEqual(['fault-1', 'fault-2']);
    expect(two.faults.list()).toHaveLength(2);
  });

  test('miss no entry that is read while a change of their own turns out to be late', async () => {
    const [one, two, journal] = await createMocks(new PausedJournal());
    const append = journal.pauseAppend();
    const recorded = two.record(visit('/3/'));
    await append.reached;
    await one.record([visit('/1/')]);
    await one.record([visit('/2/')]);
    const load = journal.pauseLoad();
    const refreshed = two[INTERNALS].replica.refresh();
    await load.reached;
    await append.goOn();
    await load.goOn();
    await Promise.all([recorded, refreshed]);
    const paths = (await two.events('ada')).map((event) => 'path' in event && event.path);
    expect(paths.sort()).toEqual(['/1/', '/2/', '/3/']);
  });

  test('no longer show a change that the journal refused', async () => {
    const [one, , journal] = await createMocks(new MemoryJournal());
    journal.failure = new Error('no space left');
    one.use('outage');
    expect((await ask(one)).status).toBe(503);
    await expect(one[INTERNALS].settle()).rejects.toThrow('no space left');
    expect((await ask(one)).status).toBe(200);
  });
});

describe('a mock', () => {
  test('takes one journal at a time, and continues in memory without it', async () => {
    const mock = createMock({ users: 0 });
    const journal = new MemoryJournal();
    const detach = await mock.attach(journal);
    await expect(mock.attach(new MemoryJournal())).rejects.toThrow(OptionError);
    await mock.record(visit('/kept/'));
    await detach();
    await mock.record(visit('/in-memory/'));
    expect(journal.kept).toHaveLength(1);
    expect(await mock.events('ada')).toHaveLength(2);
    await mock.attach(journal);
    expect(await mock.events('ada')).toHaveLength(1);
  });
});
