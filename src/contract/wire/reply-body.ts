import { decodeStrictly } from '../../shared/text.ts';
import { joinChunks } from './join-chunks.ts';
import { TooLarge } from './transport-fault.ts';

/** Reads the body of a response; throws {@link TooLarge} if it exceeds the limit. */
export async function readWithin(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new TooLarge(
        `more than ${maxBytes} bytes in one reply, the limit of --max-reply`,
        beginsAsObject(chunks[0] ?? value),
      );
    }
    chunks.push(value);
  }
  return joinChunks(chunks, size);
}

function beginsAsObject(bytes: Uint8Array): boolean {
  return /^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 100)));
}

/** Decodes text; undefined if it is not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return decodeStrictly(bytes);
  } catch {
    return undefined;
  }
}
