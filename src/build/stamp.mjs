import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build is made from. The lock file stands for the packages that are installed. */
const SOURCES = ['src', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** The build's own account of itself, which is not published. */
const STAMP = 'dist/.built.json';

/**
 * Gives one value for the content of all sources.
 *
 * @param {string} root - folder of the checkout.
 */
export function hashSources(root) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => listFiles(root, source)).sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Writes down that `dist`, as it is now, was built from these sources.
 *
 * @param {string} root - folder of the checkout.
 * @param {string} sources - what {@link hashSources} gave before the build.
 */
export function writeStamp(root, sources) {
  const built = listFiles(root, 'dist').filter((path) => path !== STAMP);
  writeFileSync(join(root, STAMP), JSON.stringify({ sources, outputs: describe(root, built) }));
}

/**
 * Whether `dist` was built from these sources, and no file of it has changed or is missing since. Files that others put
 * there do not count.
 *
 * @param {string} root - folder of the checkout.
 * @param {string} sources - what {@link hashSources} gives.
 */
export function isBuilt(root, sources) {
  try {
    const stamp = JSON.parse(readFileSync(join(root, STAMP), 'utf8'));
    const paths = stamp.outputs.map(([path]) => path);
    return stamp.sources === sources && JSON.stringify(describe(root, paths)) === JSON.stringify(stamp.outputs);
  } catch {
    // never built, or not to its end
    return false;
  }
}

/** Size and time of each file; throws when one is missing. */
function describe(root, paths) {
  return paths.map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return [path, size, mtimeMs];
  });
}

/** Paths of a file or of all files below a folder, from the root on. */
function listFiles(root, place) {
  if (!existsSync(join(root, place))) return [];
  if (!statSync(join(root, place)).isDirectory()) return [place];
  return readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .map((path) => join(place, path))
    .filter((path) => statSync(join(root, path)).isFile());
}
