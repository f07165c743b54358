import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Chunk, fromChunks, toChunks } from '../../../src/journal/redis/chunks.ts';
import { fromContent, toContent } from '../../../src/journal/redis/large-change.ts';
import type { Change } from '../../../src/kit/change.ts';
import type { RecordedRow } from '../../../src/kit/record.ts';
import { changes, clickOn } from '../file/changes.ts';

async function* bytesOf(chunks: readonly Chunk[]): AsyncGenerator<Buffer> {
  for (const { bytes } of chunks) yield bytes;
}

async function chunksOf(change: Change): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of toChunks(toContent(change))) chunks.push(chunk);
  return chunks;
}

async function readBack(chunks: readonly Chunk[]): Promise<unknown> {
  const content = await fromChunks(bytesOf(chunks));
  // as plain data, without the texts that its events came from
  return content && JSON.parse(JSON.stringify(fromContent(content)));
}

/** A change of rows with the given numbers of events. */
function clicks(lengths: readonly number[], label = 'Menu'): Extract<Change, { type: 'record' }> {
  const { rows } = clickOn(label);
  const [row] = rows as [RecordedRow];
  const events = (length: number) => Array.from({ length }, () => row.events).flat();
  return {
    type: 'record',
    rows: lengths.map((length, index) => ({ ...row, userId: `user-${index}`, events: events(length) })),
  };
}

/** Puts the events of each user into one row. */
function byUser({ rows }: { readonly rows: readonly RecordedRow[] }): [string, unknown[]][] {
  const users = new Map<string, unknown[]>();
  for (const { userId, events } of rows) users.set(userId, [...(users.get(userId) ?? []), ...events]);
  return [...users];
}

describe('a change in chunks', () => {
  test('of any kind can be read back', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        expect(await readBack(await chunksOf(change))).toEqual(JSON.parse(JSON.stringify(change)));
      }),
    );
  });

  test('of any number of events in any rows can be read back, and no chunk holds too many', async () => {
    const lengths = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 5_000 })), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lengths, async (each) => {
        const change = clicks(each);
        const chunks = await chunksOf(change);
        const read = (await readBack(chunks)) as typeof change;
        expect(byUser(read)).toEqual(byUser(change));
        for (const { bytes, events, length } of chunks) {
          expect(events).toBeLessThanOrEqual(2_000);
          expect(String(gunzipSync(bytes))).toHaveLength(length);
        }
      }),
      { numRuns: 6 },
    );
  });

  test('with long events has short chunks too', async () => {
    const chunks = await chunksOf(clicks([30], 'x'.repeat(500_000)));
    for (const { length } of chunks) expect(length).toBeLessThan(3_000_000);
  });

  test('that continues in another row describes its sessions once', async () => {
    const change = clicks([4_500]);
    const sessions = [{ sessionId: 1, facts: { userBrowser: 'Firefox' } }];
    const described = { ...change, rows: change.rows.map((row) => ({ ...row, sessions })) };
    const { rows } = (await readBack(await chunksOf(described))) as typeof described;
    expect(rows.map((row) => row.sessions)).toEqual([sessions, undefined, undefined]);
  });

  test.each([
    ['are no compressed data', [{ bytes: Buffer.from('text'), events: 0, length: 4 }]],
    ['hold no JSON', [{ bytes: gzipSync('text'), events: 0, length: 4 }]],
  ])('is ignored where its chunks %s', async (_, chunks) => {
    expect(await readBack(chunks)).toBeUndefined();
  });
});
