import { expect, onTestFinished, test } from 'vitest';
import type { Entry, Holder } from '../../../src/journal/journal.ts';
import { readAddress } from '../../../src/journal/redis/address.ts';
import { ChunkStore, Gone } from '../../../src/journal/redis/chunk-store.ts';
import { EntryStream } from '../../../src/journal/redis/entry-stream.ts';
import { Health } from '../../../src/journal/redis/health.ts';
import { KeyedLink } from '../../../src/journal/redis/keyed-link.ts';
import { Link } from '../../../src/journal/redis/link.ts';
import { StateServer } from '../../../src/journal/redis/server.ts';
import { Snapshots } from '../../../src/journal/redis/snapshots.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { join, type Member, startServer, visit } from './servers.ts';

/** A link on which something happens before each command of a name, and after it. */
class WatchedLink extends KeyedLink {
  before: (command: string) => Promise<void> = async () => {};
  after: (command: string) => Promise<void> = async () => {};

  override async send<T>(...[args, options]: Parameters<KeyedLink['send']>): Promise<T> {
    const command = args.slice(0, 1).concat(args.includes('COUNT') ? args.slice(-1) : []);
    await this.before(command.join(' '));
    const answer = await super.send<T>(args, options);
    await this.after(command.join(' '));
    return answer;
  }
}

/** Starts a server and a mock, and opens a separate link. */
async function start() {
  const server = await startServer();
  const member = await join(server.url());
  const address = readAddress(server.url());
  const link = new Link(address, { up: () => {}, down: () => {} });
  await link.open();
  onTestFinished(() => link.close());
  const keyed = new WatchedLink(link, address);
  const chunks = new ChunkStore(keyed, 'mock');
  const asked = new StateServer(keyed, 'mock');
  const snapshots = new Snapshots(asked, chunks);
  const stream = new EntryStream({ server: asked, chunks, snapshots, health: new Health(address) });
  const { generation } = await asked.find();
  return { member, keyed, chunks, asked, snapshots, stream, generation: generation ?? '' };
}

type Started = Awaited<ReturnType<typeof start>>;

/** Takes a snapshot of a mock, and forgets all entries that it has. */
async function takeSnapshot({ asked, snapshots, generation }: Started, { mock }: Member): Promise<void> {
  const { settings, rows } = mock[INTERNALS].state();
  const { position } = mock[INTERNALS].replica;
  const holder: Holder = { options: {}, position, capture: () => ({ settings, rows }) };
  await asked.putSnapshot(generation, position, await snapshots.write(holder), 0);
}

async function read({ stream, generation }: Started, after: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of stream.read(generation, after)) entries.push(entry);
  return entries;
}

/** Returns the numbers of events that entries lead to. */
function eventsIn(entries: readonly Entry[]): number {
  let events = 0;
  for (const { change } of entries) {
    const rows = 'rows' in change ? change.rows : [];
    const own = rows.reduce((sum, row) => sum + row.events.length, 0);
    events = change.type === 'replace' ? own : events + own;
  }
  return events;
}

test('entries that are trimmed just before they are read are read from the snapshot that replaces them', async () => {
  const started = await start();
  const { member, keyed } = started;
  for (const path of ['/1/', '/2/', '/3/']) await member.mock.record(visit(path));
  let isTaken = false;
  keyed.before = async (command) => {
    // after their start was looked up
    if (command !== 'XRANGE 500' || isTaken) return;
    isTaken = true;
    await takeSnapshot(started, member);
    await member.mock.record(visit('/4/'));
  };
  const entries = await read(started, 0);
  expect(isTaken).toBe(true);
  expect(eventsIn(entries)).toBe(4);
  expect(entries.at(-1)?.position).toBe(member.mock[INTERNALS].replica.position);
});

test('a snapshot that is deleted while it is read is not taken for complete', async () => {
  const started = await start();
  const { member, keyed, chunks } = started;
  // two to a chunk
  const label = 'x'.repeat(1_100_000);
  const clicks = Array.from({ length: 20 }, () => ({ type: 'CLICK' as const, label }));
  await member.mock.record({ userId: 'eve', events: clicks });
  await takeSnapshot(started, member);
  let isTaken = false;
  keyed.after = async (command) => {
    // after the first few of its chunks
    if (command !== 'LRANGE' || isTaken) return;
    isTaken = true;
    await member.mock.record(visit('/later/'));
    await takeSnapshot(started, member);
  };
  expect(eventsIn(await read(started, 0))).toBe(clicks.length + 1);
  expect(isTaken).toBe(true);
  await expect(chunks.read('{kit}:snapshot:none')).rejects.toThrow(Gone);
});
