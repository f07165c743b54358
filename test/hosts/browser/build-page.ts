import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Bundles the page for browsers into a folder and puts MSW's worker script beside it.
 *
 * @param mswPackage - the name MSW is installed under, such as `msw3` for an npm alias of another major version.
 */
export async function buildPage(folder: string, mswPackage: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('./page/', import.meta.url)),
    base: './',
    build: { outDir: folder, emptyOutDir: true, minify: false, target: 'es2022' },
    resolve: { alias: { msw: mswPackage } },
  });
  const script = createRequire(import.meta.url).resolve(`${mswPackage}/mockServiceWorker.js`);
  await copyFile(script, join(folder, 'mockServiceWorker.js'));
}
