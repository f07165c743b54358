import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Finds a file of an optional package: next to this package first, then from the working directory, where a linked
 * package finds what its user has installed.
 *
 * @param file - the name of the package, or of a file in it.
 */
export function findPeer(file: string): string | undefined {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(from).resolve(file);
    } catch {
      // Not here: try the next place.
    }
  }
  return undefined;
}
