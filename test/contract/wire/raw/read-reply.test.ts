import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, Unreadable } from '../../../../src/contract/wire/raw/byte-reader.ts';
import { fromLatin1, toLatin1 } from '../../../../src/contract/wire/raw/latin1.ts';
import { readReply } from '../../../../src/contract/wire/raw/read-reply.ts';

/** A reader of a text that arrives in pieces of these lengths, and then ends. */
function readerOf(text: string, lengths: readonly number[] = [text.length]): ByteReader {
  const bytes = toLatin1(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const length = lengths[index % lengths.length] ?? 1;
    pieces.push(bytes.slice(at, at + length));
    at += length;
  }
  return new ByteReader({ write: () => {}, read: async () => pieces.shift(), close: () => {} });
}

const read = (text: string, method = 'GET', maxBytes = 1_000) => readReply(readerOf(text), { method, maxBytes });

async function kindOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.catch((cause: unknown) => cause);
  if (!(error instanceof Unreadable)) throw new Error('It was read.', { cause: error });
  return error.kind;
}

describe('a reply', () => {
  it.each([
    ['with a length', 'Content-Length: 5\r\n\r\nhello', 'length'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=1\r\nllo\r\n0\r\nT: 1\r\n\r\n', 'chunked'],
    ['until the end', '\r\nhello', 'close'],
  ])('%s is read completely, however the bytes arrive', async (_, rest, framing) => {
    const text = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n${rest}`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (lengths) => {
        const reply = await readReply(readerOf(text, lengths), { method: 'GET', maxBytes: 100 });
        expect(fromLatin1(reply.body)).toBe('hello');
        expect(reply).toMatchObject({ status: 200, framing, interim: [100] });
      }),
    );
  });

  it('to HEAD, or with status 304 or 204, ends after its header', async () => {
    const head = 'Content-Length: 5\r\n\r\n';
    for (const [status, method] of [
      [200, 'HEAD'],
      [304, 'GET'],
      [204, 'GET'],
    ] as const) {
      const reader = readerOf(`HTTP/1.1 ${status} x\r\n${head}HTTP/1.1 401 x\r\n${head}wrong`);
      expect(await readReply(reader, { method, maxBytes: 100 })).toMatchObject({ status, framing: 'none' });
      const next = await readReply(reader, { method: 'GET', maxBytes: 100 });
      expect([next.status, fromLatin1(next.body)]).toEqual([401, 'wrong']);
    }
  });

  it.each([
    ['1.1', 'close', false],
    ['1.1', 'Keep-Alive', true],
    ['1.0', 'keep-alive', true],
    ['1.0', 'x', false],
  ])('of HTTP/%s with connection %s determines whether the connection stays open', async (version, option, isKept) => {
    expect((await read(`HTTP/${version} 200 OK\r\nConnection: ${option}\r\nContent-Length: 0\r\n\r\n`)).isKept).toBe(
      isKept,
    );
  });

  it.each([
    ['nothing', '', 'closed'],
    ['half a status line', 'HTTP/1.1 2', 'cut'],
    ['less than its length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell', 'cut'],
    ['no last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n', 'cut'],
    ['what is no status line', '0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', 'malformed'],
    ['another version', 'HTTP/2 200\r\n\r\n', 'malformed'],
    ['a line that is no field', 'HTTP/1.1 200 OK\r\nno field\r\n\r\n', 'malformed'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'malformed'],
    ['a negative length', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab', 'malformed'],
    [
      'both framings',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'malformed',
    ],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n', 'malformed'],
    [
      'a chunk that is too long',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n',
      'malformed',
    ],
    ['too long a length', 'HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n', 'too-large'],
    ['too much', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(1_001)}`, 'too-large'],
    ['too large a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n', 'too-large'],
    ['too long a field', `HTTP/1.1 200 OK\r\nA: ${'x'.repeat(70_000)}`, 'too-large'],
    ['too many fields', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(600)}\r\n`, 'too-large'],
    ['interim replies without end', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(30), 'malformed'],
  ])('with %s is reported as unreadable', async (_, text, kind) => {
    expect(await kindOf(read(text))).toBe(kind);
  });

  it('is read or reported as unreadable, whatever the bytes', async () => {
    const part = fc.constantFrom('HTTP/1.1 200 OK\r\n', 'Content-Length: 3\r\n', '\r\n', '3\r\n', 'abc', '0\r\n', '\n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(part, fc.string())), async (parts) => {
        const error = await read(parts.join('')).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        expect(error === undefined || error instanceof Unreadable).toBe(true);
      }),
    );
  });
});
