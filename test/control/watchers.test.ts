import { expect, test } from 'vitest';
import { createControl } from '../../src/control/control.ts';
import { createMock, type Mock } from '../../src/index.ts';
import type { Journal } from '../../src/journal/journal.ts';
import type { LogNews, SharedLog } from '../../src/journal/shared-log.ts';
import type { LogEntry } from '../../src/kit/log-entry.ts';
import { logEntry } from '../support/log-entry.ts';
import { MemoryJournal } from '../support/memory-journal.ts';
import { send } from './ask-control.ts';

/** Watches a mock, and gives what came so far, which goes on filling: what a state says was changed, and IDs of requests. */
async function watch(mock: Mock, target = '') {
  const reply = await send(createControl(mock, { version: '1' }), `GET /requests/stream${target}`);
  if (!reply.stream) throw new Error(`Expected a stream, received ${reply.status}.`);
  const seen: (string | number)[] = [];
  reply.stream((text) => {
    const data = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? 'null');
    seen.push(data.changed ?? data.id);
  });
  return seen;
}

async function createMocks(journal: Journal = new MemoryJournal()): Promise<readonly [Mock, Mock]> {
  const mocks = [createMock({ users: 0 }), createMock({ users: 0 })] as const;
  for (const mock of mocks) await mock.attach(journal);
  return mocks;
}

test('a watcher of a mock hears what another mock with the same journal changes, and in which part', async () => {
  const [one, two] = await createMocks();
  const seen = await watch(one);
  const steps: readonly (readonly [string, () => unknown])[] = [
    ['recorded', () => two.record({ userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] })],
    ['scenarios', () => two.use('slow')],
    ['faults', () => two.faults.add({ status: 503 })],
    ['clock', () => two.clock.advance(1_000)],
    ['faults', () => two.faults.clear()],
    ['scenarios', () => two.disable('slow')],
    ['everything', () => two.reset()],
  ];
  const expected = ['nothing'];
  for (const [changed, step] of steps) {
    await step();
    expected.push(changed);
    await expect.poll(() => seen).toEqual(expected);
  }
});

/** A log as several mocks share it, that answers when it is asked to. */
class SlowLog implements SharedLog {
  readonly #listeners = new Set<(news: LogNews) => void>();
  answer: (entries: LogEntry[]) => void = () => {};
  fail: (error: Error) => void = () => {};
  readonly #asked = new Promise<LogEntry[]>((resolve, reject) => {
    [this.answer, this.fail] = [resolve, reject];
  });

  list = () => this.#asked;
  add = async () => {};
  clear = async () => this.publish('cleared');
  onAsked = () => {};
  follow(listener: (news: LogNews) => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  publish(news: LogNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

async function watchShared(target?: string) {
  const log = new SlowLog();
  const [mock] = await createMocks(Object.assign(new MemoryJournal(), { log }));
  return { log, seen: await watch(mock, target) };
}

test('what comes while a shared log is being read is sent after it, each request once', async () => {
  const { log, seen } = await watchShared('?after=1');
  log.publish([logEntry(3), logEntry(4)]);
  log.publish([logEntry(5)]);
  expect(seen).toEqual([]);
  log.answer([logEntry(1), logEntry(2), logEntry(3)]);
  await expect.poll(() => seen).toEqual(['nothing', 2, 3, 4, 5]);
  log.publish([logEntry(6)]);
  log.publish('cleared');
  expect(seen.slice(5)).toEqual([6, 'requests']);
});

test('a shared log that cannot be read is left out, and what comes is sent', async () => {
  const { log, seen } = await watchShared();
  log.publish([logEntry(3)]);
  log.fail(new Error('gone'));
  await expect.poll(() => seen).toEqual(['nothing', 3]);
});

test.each([
  ['', ['nothing', 2, 4]],
  ['&studio=true', ['nothing', 1, 2, 3, 4]],
])('requests of the studio are sent to whoever asks for them: %j', async (target, expected) => {
  const { log, seen } = await watchShared(`?after=0${target}`);
  log.answer([logEntry(1, true), logEntry(2)]);
  await expect.poll(() => seen.length).toBeGreaterThan(1);
  log.publish([logEntry(3, true), logEntry(4)]);
  expect(seen).toEqual(expected);
});
