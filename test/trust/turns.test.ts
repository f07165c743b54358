import { expect, it } from 'vitest';
import { createMock, type Mock } from '../../src/index.ts';
import { MemoryJournal } from '../support/memory-journal.ts';

/** Others wait for this part of the work at most: a careless way keeps them waiting for a sixth of it, or for all. */
const MOST_AT_ONCE = 1 / 9;
/** Others on the machine, and the garbage collector, do not get in the way every time. */
const MOST_TRIES = 4;
/** A slice takes the same time on each machine, so the work must take long on this one too. */
const LEAST_WORK_MS = 600;
const FIRST_EVENTS = 30_000;

const clicks = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ type: 'CLICK' as const, label: `b${at}` }));

async function withSession(): Promise<{ mock: Mock; id: number | string }> {
  const mock = createMock({ users: 0 });
  const [event] = await mock.record({ userId: 'ada', events: clicks(1) });
  return { mock, id: event?.sessionId ?? 0 };
}

/** How many events in one visit keep a mock at work for long enough on this machine. */
async function enoughEvents(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3; tries += 1) {
    const { mock } = await withSession();
    const events = clicks(FIRST_EVENTS);
    const begin = cpuMs();
    await mock.record({ userId: 'ada', events });
    least = Math.min(least, cpuMs() - begin);
  }
  return FIRST_EVENTS * Math.ceil(LEAST_WORK_MS / least);
}

const EVENTS = await enoughEvents();
const oneOfMany = { userId: 'ada', events: clicks(EVENTS) };
const manyOfOne = Array.from({ length: EVENTS }, (_, at) => ({ userId: `user-${at % 15_000}`, events: clicks(1) }));

/** Large changes, each made ready first. */
const CHANGES: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'one visit of many events': async () => {
    const { mock } = await withSession();
    return () => mock.record(oneOfMany);
  },
  'many visits of one event': async () => {
    const { mock } = await withSession();
    return () => mock.record(manyOfOne);
  },
  'a session of many events in the place of another': async () => {
    const { mock, id } = await withSession();
    return () => mock.replaceSession(id, { events: oneOfMany.events });
  },
  'a snapshot of many users': async () => {
    const { mock } = await withSession();
    await mock.record(manyOfOne);
    const snapshot = mock.snapshot();
    return () => mock.restore(snapshot);
  },
};

/** Does something, and returns which share of its processor time passed without a turn for others. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = cpuMs();
  const first = last;
  const timer = setInterval(() => {
    const now = cpuMs();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await work();
  clearInterval(timer);
  const end = cpuMs();
  return Math.max(longest, end - last) / (end - first);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

it.each(Object.entries(CHANGES))('other requests get their turn while a mock takes %s', async (_, prepare) => {
  let least = 1;
  for (let tries = 0; tries < MOST_TRIES && least > MOST_AT_ONCE; tries += 1) {
    least = Math.min(least, await longestTurn(await prepare()));
  }
  expect(least).toBeLessThan(MOST_AT_ONCE);
});

it('other requests get their turn while a mock takes what another one with the same state recorded', async () => {
  const journal = new MemoryJournal();
  // what a journal itself copies at once is not up to the mock
  journal.isShared = true;
  const [one, two] = [createMock({ users: 0 }), createMock({ users: 0 })];
  for (const mock of [one, two]) await mock.attach(journal);
  let least = 1;
  for (let tries = 0; tries < MOST_TRIES && least > MOST_AT_ONCE; tries += 1) {
    await one.reset();
    least = Math.min(
      least,
      await longestTurn(async () => {
        await one.record(manyOfOne);
        await expect.poll(() => two.recordedEvents()).toBe(EVENTS);
      }),
    );
  }
  expect(least).toBeLessThan(MOST_AT_ONCE);
});
