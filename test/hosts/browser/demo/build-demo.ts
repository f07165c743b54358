import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the demo into a folder, as `npm run demo` does. */
export async function buildDemo(folder: string): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL('../../../../src/studio/demo/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder },
  });
}
