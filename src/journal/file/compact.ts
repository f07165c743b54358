import { readSync } from 'node:fs';
import { HEADER } from './entry.ts';
import { discardDraft, replaceFile } from './replace-file.ts';
import type { Survey } from './survey.ts';
import { writeAll } from './write-all.ts';

/**
 * Rewrites a state file without superseded entries, if those are more than half of it, and returns its new survey. The
 * new file replaces the old one atomically, once it is complete and on the disk. If that fails, as on a full disk, the
 * old file stays: it holds the same state, only longer.
 */
export function compactStateFile(path: string, survey: Survey): Survey {
  discardDraft(path);
  const { from, length } = survey;
  if ((from - HEADER.length) * 2 <= length) return survey;
  try {
    replaceFile(path, (source, target) => {
      writeAll(target, HEADER);
      copy(source, target, from, length);
    });
  } catch {
    return survey;
  }
  return { ...survey, from: HEADER.length, length: HEADER.length + length - from };
}

const CHUNK_BYTES = 1 << 20;

function copy(source: number, target: number, from: number, to: number): void {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let position = from; position < to; ) {
    const size = readSync(source, chunk, 0, Math.min(chunk.length, to - position), position);
    if (size === 0) throw new Error('the file shrank while it was being read');
    writeAll(target, chunk.subarray(0, size));
    position += size;
  }
}
