import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** Sizes of an application's scripts as its build gives them, in bytes of gzip. */
export interface BundleSizes {
  /** What the page loads at once. */
  readonly atOnce: number;
  /** What is loaded when it is needed, all languages together, faker left aside. */
  readonly later: number;
  /** Faker, all languages together. */
  readonly faker: number;
}

/**
 * Bundles an application for browsers, in memory, and measures its scripts.
 *
 * @param entry - its script, relative to this folder.
 */
export async function measureBundle(entry: string): Promise<BundleSizes> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: fileURLToPath(new URL(entry, import.meta.url)) },
    },
  });
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  const chunks = outputs.flatMap(({ output }) => output.filter((chunk) => chunk.type === 'chunk'));
  const entries = chunks.filter((chunk) => chunk.isEntry);
  const first = new Set(entries.flatMap(({ fileName, imports }) => [fileName, ...imports]));
  const sizes = { atOnce: 0, later: 0, faker: 0 };
  for (const { fileName, moduleIds, code } of chunks) {
    const isFaker = moduleIds.some((id) => id.includes('@faker-js/faker/'));
    sizes[first.has(fileName) ? 'atOnce' : isFaker ? 'faker' : 'later'] += gzipSync(code, { level: 9 }).length;
  }
  return sizes;
}
