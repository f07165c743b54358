import type { SourceFacts } from './source-facts.ts';

/** What a folder of `src`, or a single file, may import besides itself: folders and files of `src`, and modules. */
type LayerTable = Readonly<Record<string, readonly string[]>>;

/**
 * Who may import what. A file with a row of its own may also import what its folder may. `node:` stands for every
 * module of Node, and a package's name for its subpaths too; faker is named with the one subpath that is small.
 */
export const LAYERS: LayerTable = {
  'index.ts': ['shared', 'api', 'kit', 'data/model', 'journal/journal.ts', 'serve', 'mock', 'hosts/web.ts'],
  shared: ['pure-rand'],
  'shared/zod.ts': ['zod'],
  api: ['shared'],
  kit: ['shared', 'api'],
  data: ['shared', 'api', 'data/model', '@faker-js/faker/locale/en', 'pure-rand'],
  'data/model': ['shared'],
  'data/locale-words.ts': [
    '@faker-js/faker/locale/de',
    '@faker-js/faker/locale/fr',
    '@faker-js/faker/locale/es',
    '@faker-js/faker/locale/pt_BR',
    '@faker-js/faker/locale/ja',
  ],
  learn: ['shared', 'api', 'kit', 'data/model', 'data/locale-words.ts', 'contract/wire/rate-limit.ts', 'node:'],
  'learn/server.ts': ['contract/reading/unreachable.ts'],
  journal: ['shared', 'kit'],
  'journal/file': ['shared', 'kit', 'journal', 'node:'],
  'journal/redis': ['shared', 'kit', 'journal', '@redis/client', 'node:'],
  store: ['shared', 'api', 'kit', 'journal'],
  serve: ['shared', 'api', 'store'],
  'serve/prefer.ts': ['kit/fault.ts'],
  answers: ['shared', 'api', 'store', 'serve'],
  mock: ['shared', 'api', 'kit', 'data', 'journal', 'store', 'serve', 'answers'],
  control: ['shared', 'api', 'kit', 'journal', 'serve', 'mock', 'openapi/document.ts'],
  openapi: ['shared', 'api', 'kit', 'openapi3-ts'],
  'openapi/write.ts': ['node:'],
  hosts: ['shared', 'api', 'kit', 'serve'],
  'hosts/msw.ts': ['msw'],
  'hosts/node.ts': ['node:'],
  'hosts/deliver.ts': ['node:'],
  'hosts/drops.ts': ['node:', 'mock'],
  'hosts/linger.ts': ['node:'],
  'hosts/node-control.ts': ['node:', 'mock', 'control'],
  'hosts/request-body.ts': ['node:'],
  'hosts/serve-options.ts': ['control/message.ts'],
  'hosts/api-document.ts': ['node:', 'openapi/document.ts', 'openapi/yaml.ts'],
  'hosts/connections.ts': ['node:'],
  'hosts/request-refusal.ts': ['node:'],
  'hosts/peer.ts': ['node:'],
  'hosts/reference.ts': ['node:'],
  'hosts/studio-files.ts': ['node:'],
  'hosts/node-connections.ts': ['node:', 'contract/wire/raw/connection.ts'],
  'hosts/vitest-in-node.ts': ['contract/index.ts', 'contract/vitest.ts'],
  'hosts/prism.ts': ['node:'],
  'hosts/browser': ['shared', 'api', 'kit', 'journal', 'store', 'mock'],
  'hosts/browser/demo/demo-site.ts': ['hosts/web.ts', 'control'],
  'hosts/browser/demo/demo-state.ts': ['mock'],
  'hosts/workers': ['*'],
  look: [],
  studio: ['shared', 'api', 'kit', 'look', 'preact', '@preact/signals'],
  'studio/open-studio.tsx': ['virtual:look.css'],
  'studio/demo/entry.tsx': ['hosts/browser/demo/demo-worker.ts'],
  'studio/vite.config.ts': ['node:', 'vite'],
  'studio/demo/vite.config.ts': ['node:', 'vite'],
  contract: ['shared', 'api/ids.ts', 'contract'],
  'contract/wire': ['shared'],
  'contract/outcome': ['shared', 'contract/wire'],
  'contract/reading': ['shared', 'contract/wire', 'contract/outcome'],
  'contract/variants': ['shared', 'contract/wire'],
  'contract/asking': [
    'shared',
    'api/ids.ts',
    'kit/development-key.ts',
    'contract/wire',
    'contract/outcome',
    'contract/reading',
    'contract/variants',
  ],
  'contract/apis': [
    'shared',
    'api',
    'contract/wire',
    'contract/outcome',
    'contract/reading',
    'contract/variants',
    'contract/asking',
  ],
  'contract/requirements': [
    'shared',
    'fast-check',
    'contract/wire',
    'contract/outcome',
    'contract/reading',
    'contract/variants',
    'contract/asking',
  ],
  'contract/report': ['shared', 'look', 'contract/outcome'],
  'contract/vitest.ts': ['vitest'],
  // a user of the package, as any other
  'self-test': ['shared', 'index.ts', 'contract/index.ts'],
  'self-test/right-server.ts': ['node:'],
  'self-test/wire-server.ts': ['node:'],
  'self-test/faults/wire.ts': ['node:'],
  'self-test/verdict.ts': ['hosts/node-connections.ts'],
  cli: ['*'],
};

/** The globals a folder or file may use, of those that bring in the clock, chance or the process. */
const GLOBALS: LayerTable = {
  // It starts a child process: with this Node's own path, and ended together with this process.
  'hosts/prism.ts': ['process'],
  // It looks for what is installed where the user runs it.
  'hosts/peer.ts': ['process'],
  // A state file is open in one process at a time, which its lock names.
  'journal/file/process-life.ts': ['process'],
  // Work is cut into slices of a few milliseconds, only to give others their turn.
  'shared/slices.ts': ['performance'],
  // Who may answer without asking depends on how much time went by, and the clock of the server is compared with the own.
  'journal/redis': ['performance', 'Date.now'],
  // A page has no other place for a warning, and the caller can give one.
  'hosts/browser/keep-in-browser.ts': ['console'],
  // It is a program of its own, and its clock is the real one.
  'hosts/browser/demo/demo-worker.ts': ['Date.now'],
  // A hash of a key has no chance in it; Web Crypto has no MD5, and Node has.
  'contract/requirements/stored-keys.ts': ['crypto', 'process'],
  // How long a reply took is something a report says.
  contract: ['performance'],
  'contract/wire': ['performance'],
  'self-test': ['performance'],
  // The studio draws as the real clock goes.
  'studio/open-studio.tsx': ['performance'],
  // Each worker is a process, and its clock follows that of the primary.
  'hosts/workers': ['process', 'Date.now'],
  cli: ['Date.now', 'process'],
  // What is printed may hold what others wrote: it goes through one function.
  'cli/print.ts': ['console', 'process.stdout', 'process.stderr'],
};

/** The entries that also run in a browser. */
export const BROWSER_ENTRIES = [
  'index.ts',
  'api/index.ts',
  'hosts/msw.ts',
  'hosts/browser/index.ts',
  'contract/index.ts',
] as const;

/** Returns the layer that a file of `src` belongs to: the innermost of its folders that has a row, or else the outermost. */
export function layerOf(path: string): string {
  const parts = path.split('/');
  for (let depth = parts.length - 1; depth > 1; depth--) {
    const folder = parts.slice(0, depth).join('/');
    if (LAYERS[folder]) return folder;
  }
  return parts[0] ?? path;
}

/** Lists the imports of a file that its layer does not allow, as sentences. */
export function forbiddenImports(path: string, { imports }: SourceFacts): string[] {
  const layer = layerOf(path);
  if (!LAYERS[layer]) return [`${layer} has no row in the table of layers`];
  return imports
    .filter((target) => !isStyle(target))
    .filter((target) => !(isOwn(target) && layerOf(target) === layer) && !isAllowed(LAYERS, path, target))
    .map((target) => `${path} imports ${target}`);
}

/** Lists the globals that a file uses and may not, as sentences. */
export function forbiddenGlobals(path: string, { globals }: SourceFacts): string[] {
  return globals.filter((name) => !isAllowed(GLOBALS, path, name)).map((name) => `${path} uses ${name}`);
}

/** Whether an import is a style sheet beside the file, which knows nothing of the code. */
function isStyle(target: string): boolean {
  return target.startsWith('studio/') && target.endsWith('.css');
}

/** Whether an import leads to a file of `src`, as its path below it. */
export function isOwn(target: string): boolean {
  return /\.tsx?$/.test(target);
}

function isAllowed(table: LayerTable, path: string, target: string): boolean {
  const allowed = [...(table[layerOf(path)] ?? []), ...(table[path] ?? [])];
  return allowed.some(
    (name) => name === '*' || target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`),
  );
}
