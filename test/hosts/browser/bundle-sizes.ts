import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** Sizes of an application's scripts as its build gives them, in bytes of gzip. */
interface BundleSizes {
  /** What the page loads at once. */
  readonly atOnce: number;
  /** What is loaded when it is needed, the words of all languages included, faker left aside. */
  readonly later: number;
  /** Faker with English, which the first generated user needs. */
  readonly englishFaker: number;
}

const ENGLISH = '@faker-js/faker/dist/locale/en.js';

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
  const first = withImports(chunks, ({ isEntry }) => isEntry);
  const english = withImports(chunks, ({ facadeModuleId }) => facadeModuleId?.endsWith(ENGLISH) ?? false);
  const isFaker = ({ moduleIds }: Rolldown.OutputChunk) => moduleIds.some((id) => id.includes('@faker-js/faker/'));
  const sizeOf = (some: Iterable<Rolldown.OutputChunk>) =>
    [...some].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
  return {
    atOnce: sizeOf(first),
    later: sizeOf(chunks.filter((chunk) => !first.has(chunk) && !isFaker(chunk))),
    englishFaker: sizeOf(english),
  };
}

/** Finds some chunks and all that they import at once. */
function withImports(
  chunks: readonly Rolldown.OutputChunk[],
  isWanted: (chunk: Rolldown.OutputChunk) => boolean,
): Set<Rolldown.OutputChunk> {
  const found = new Set(chunks.filter(isWanted));
  // a set also goes through what is added on the way
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  }
  return found;
}
