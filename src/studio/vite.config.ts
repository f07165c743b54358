import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { LOOK_STYLE } from '../look/style.ts';

const LOOK = 'virtual:look.css';

/** Lets a page import the style that it shares with the report of `verify`, which has it as a string in a script. */
function lookStyle(): Plugin {
  return {
    name: 'look-style',
    resolveId: (id) => (id === LOOK ? `\0${LOOK}` : undefined),
    load: (id) => (id === `\0${LOOK}` ? LOOK_STYLE : undefined),
  };
}

/** Builds the studio. All URLs are relative to the page, so that it runs below any path. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  plugins: [lookStyle()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/studio/', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'studio',
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
    reportCompressedSize: false,
  },
});
