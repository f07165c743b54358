import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JournalHost } from '../../../src/hosts/workers/journal-host.ts';
import type { ToPrimary, ToWorker } from '../../../src/hosts/workers/messages.ts';
import { RemoteJournal } from '../../../src/hosts/workers/remote-journal.ts';
import { SharedJournal } from '../../../src/hosts/workers/shared-journal.ts';
import { openStateFile } from '../../../src/journal/file/state-file.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { createMock, type Mock } from '../../../src/mock/mock.ts';
import { newPlace } from '../../journal/file/places.ts';
import { act, action, answersOf } from '../../support/interleaving.ts';

/** A worker as the primary sees it. */
interface Worker {
  readonly mock: Mock;
  /** Ends it at once, as a kill does: what was on its way is lost. */
  kill(): void;
}

/** Passes messages on as between processes: copied, in order, and some time later. */
function pipe<T>(take: (message: T) => unknown): (message: T) => void {
  let passing: Promise<unknown> = Promise.resolve();
  return (message) => {
    const copy = structuredClone(message);
    passing = passing.then(() => new Promise<void>((resolve) => setImmediate(resolve))).then(() => void take(copy));
  };
}

class Primary {
  readonly mock = createMock({ users: 0 });
  readonly journal: SharedJournal;

  constructor(journal: SharedJournal) {
    this.journal = journal;
  }

  /** Starts a worker; resolves once it has the state, unless it is killed before. */
  start(): Worker & { readonly isReady: Promise<void> } {
    const { replica, settle, state } = this.mock[INTERNALS];
    let isAlive = true;
    const host = new JournalHost({
      journal: this.journal,
      state: async () => {
        // a primary may be busy
        await turnsOfTheLoop(3);
        await settle();
        return { position: replica.position, change: state() };
      },
      send: pipe<ToWorker>((message) => {
        if (isAlive) return remote.take(message as Parameters<RemoteJournal['take']>[0]);
      }),
    });
    const remote = new RemoteJournal(
      pipe<ToPrimary>((message) => {
        if (isAlive) return host.take(message as Parameters<JournalHost['take']>[0]);
      }),
    );
    const mock = createMock({ users: 0 });
    return {
      mock,
      isReady: mock.attach(remote).then(() => {}),
      kill() {
        isAlive = false;
        host.close();
      },
    };
  }
}

/** A primary whose state is in a file, three workers, and a single mock that does everything they do. */
async function startAll() {
  const file = await openStateFile(newPlace());
  const primary = new Primary(new SharedJournal(file));
  await primary.mock.attach(primary.journal);
  const workers = [primary.start(), primary.start(), primary.start()];
  await Promise.all(workers.map(({ isReady }) => isReady));
  return { primary, workers, model: createMock({ users: 0 }), stop: () => primary.journal.close() };
}

/** Which worker is killed, and how many turns of the event loop later. */
const kill = fc.record({ dies: fc.nat({ max: 2 }), turns: fc.nat({ max: 12 }) });

async function turnsOfTheLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('whatever workers do in turn, and whichever is killed, after each acknowledgement all answer like a single mock', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(action, fc.option(kill)), { minLength: 1, maxLength: 10 }), async (steps) => {
      const { primary, workers, model, stop } = await startAll();
      for (const [each, end] of steps) {
        if (end) {
          const { dies, turns } = end;
          workers[dies]?.kill();
          // this one is killed at some point of its start
          const unborn = primary.start();
          await turnsOfTheLoop(turns);
          unborn.kill();
          const other = primary.start();
          workers[dies] = other;
          await other.isReady;
        }
        const at = (by: number) => workers[by % 3]?.mock ?? expect.unreachable();
        await act(at(each.by), each, model);
        await act(model, each, model);
        // a refusal by a fault is counted once, whichever of them is asked
        const expected = await answersOf(model);
        expect(await answersOf(at(each.by + 1))).toEqual(expected);
        await answersOf(model);
        await answersOf(at(each.by + 2));
      }
      await stop();
    }),
    { numRuns: 25 },
  );
});

test('whatever workers do at the same time, they end in the same state, and nothing waits for one that is killed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 2, maxLength: 12 }), kill, async (actions, { dies, turns }) => {
      const { primary, workers, model, stop } = await startAll();
      const victim = workers[dies] ?? expect.unreachable();
      const done = actions
        .filter(({ by }) => by !== dies)
        .map((each) => act(workers[each.by]?.mock ?? expect.unreachable(), each, model));
      // what is asked of the victim is never answered
      for (const each of actions) if (each.by === dies) void act(victim.mock, each, model);
      const unborn = primary.start();
      await turnsOfTheLoop(turns);
      unborn.kill();
      victim.kill();
      await Promise.all(done);
      const late = primary.start();
      await late.isReady;
      const living = [primary.mock, late.mock, ...workers.filter((each) => each !== victim).map(({ mock }) => mock)];
      const [one, ...others] = await Promise.all(
        living.map(async (mock) => {
          await mock[INTERNALS].replica.refresh();
          return mock[INTERNALS].state();
        }),
      );
      for (const other of others) expect(other).toEqual(one);
      await stop();
    }),
    { numRuns: 25 },
  );
});
