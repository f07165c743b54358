import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { Measure } from '../measure.ts';
import { toSpread } from '../spread.ts';

/** Sizes of an application's scripts, bytes of gzip. */
interface Sizes {
  /** What the page loads at once. */
  readonly atOnce: number;
  /** What is loaded when it is needed, without faker's words. */
  readonly later: number;
  readonly words: number;
}

/** What the mock adds to an application that mocks with MSW. */
export const bundleMeasure: Measure = {
  name: 'bundle',
  title: 'browser bundle, gzip, beyond an application with one handler of MSW',
  async run() {
    const without = await sizesOf('without-kit');
    const withKit = await sizesOf('with-kit');
    const kilobytes = (bytes: number) => toSpread([bytes / 1_000]);
    return [
      { what: 'loaded at once', value: kilobytes(withKit.atOnce - without.atOnce), unit: 'KB' },
      { what: 'loaded when needed', value: kilobytes(withKit.later - without.later), unit: 'KB' },
      { what: "faker's words, loaded with the first generated user", value: kilobytes(withKit.words), unit: 'KB' },
    ];
  },
};

async function sizesOf(page: string): Promise<Sizes> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: fileURLToPath(new URL(`../pages/${page}.ts`, import.meta.url)) },
    },
  });
  const sizes = { atOnce: 0, later: 0, words: 0 };
  for (const { output } of Array.isArray(built) ? built : 'output' in built ? [built] : []) {
    const chunks = output.filter((chunk) => chunk.type === 'chunk');
    const first = new Set(
      chunks.filter((chunk) => chunk.isEntry).flatMap((chunk) => [chunk.fileName, ...chunk.imports]),
    );
    for (const { fileName, moduleIds, code } of chunks) {
      const isWords = moduleIds.some((id) => id.includes('@faker-js/faker/'));
      sizes[isWords ? 'words' : first.has(fileName) ? 'atOnce' : 'later'] += gzipSync(code, { level: 9 }).length;
    }
  }
  return sizes;
}
