import type { SourceFacts } from './source-facts.ts';

/** What a folder of `src`, or a single file, may import besides itself: folders and files of `src`, and modules. */
export type LayerTable = Readonly<Record<string, readonly string[]>>;

/**
 * Who may import what. A file with a row of its own may also import what its folder may. `node:` stands for every
 * module of Node, and a package's name for its subpaths too; faker is named with the one subpath that is small.
 */
export const LAYERS: LayerTable = {
  'errors.ts': [],
  'options.ts': ['errors.ts', 'schema', 'data/locales.ts', 'zod'],
  'mock.ts': [
    'errors.ts',
    'options.ts',
    'schema',
    'clock',
    'data',
    'store',
    'faults',
    'scenarios',
    'endpoint',
    'log',
    'users',
  ],
  'index.ts': [
    'errors.ts',
    'options.ts',
    'mock.ts',
    'schema',
    'clock',
    'store',
    'faults',
    'scenarios',
    'endpoint',
    'log',
    'users',
    'adapters/web.ts',
  ],
  schema: ['errors.ts', 'zod'],
  clock: ['errors.ts', 'schema'],
  data: ['errors.ts', 'schema', '@faker-js/faker/locale/en', 'pure-rand'],
  'data/locale-words.ts': [
    '@faker-js/faker/locale/de',
    '@faker-js/faker/locale/fr',
    '@faker-js/faker/locale/es',
    '@faker-js/faker/locale/pt_BR',
    '@faker-js/faker/locale/ja',
  ],
  store: ['errors.ts', 'schema', 'zod'],
  endpoint: ['errors.ts', 'schema', 'store', 'faults/effect.ts', 'zod'],
  log: ['endpoint/message.ts'],
  users: ['errors.ts', 'schema', 'data', 'store'],
  faults: ['errors.ts', 'schema', 'store/issues.ts', 'data/random.ts'],
  scenarios: ['errors.ts', 'schema', 'store/issues.ts', 'faults', 'data/world-view.ts'],
  openapi: ['errors.ts', 'schema', 'openapi3-ts', 'zod'],
  'openapi/write.ts': ['node:'],
  adapters: ['errors.ts', 'schema', 'endpoint', 'zod'],
  'adapters/msw.ts': ['msw'],
  'adapters/node.ts': ['node:'],
  'adapters/deliver.ts': ['node:'],
  'adapters/linger.ts': ['node:'],
  'adapters/node-control.ts': ['node:', 'mock.ts', 'control'],
  'adapters/request-body.ts': ['node:'],
  'adapters/serve-options.ts': ['control/message.ts'],
  'adapters/version.ts': ['node:'],
  'adapters/connections.ts': ['node:'],
  'adapters/request-refusal.ts': ['node:'],
  'adapters/studio-files.ts': ['node:'],
  cluster: ['*'],
  'adapters/prism.ts': ['node:'],
  control: [
    'errors.ts',
    'options.ts',
    'mock.ts',
    'clock/duration.ts',
    'log',
    'schema',
    'store/issues.ts',
    'openapi/control-document.ts',
    'zod',
  ],
  browser: ['errors.ts', 'schema', 'mock.ts', 'store/journal.ts', 'store/consistency.ts', 'zod'],
  'browser/demo/demo-site.ts': ['adapters/web.ts', 'control'],
  'browser/demo/demo-state.ts': ['log'],
  'browser/demo/demo-worker.ts': ['openapi/info.ts'],
  state: ['errors.ts', 'schema', 'store/journal.ts', 'zod', 'node:'],
  look: [],
  studio: ['schema', 'look', 'preact', '@preact/signals', 'zod'],
  'studio/vite.config.ts': ['node:', 'vite'],
  'studio/demo/vite.config.ts': ['node:', 'vite'],
  contract: ['schema', 'look', 'zod', 'fast-check', '@humanwhocodes/momoa'],
  'contract/vitest.ts': ['vitest'],
  cli: ['*'],
};

/** The globals a folder or file may use, of those that bring in the clock, chance or the process. `cli` may use all. */
export const GLOBALS: LayerTable = {
  // It starts a child process: with this Node's own path, and ended together with this process.
  'adapters/prism.ts': ['process'],
  // A state file is open in one process at a time, which its lock names.
  'state/process-life.ts': ['process'],
  // A page has no other place for a warning, and the caller can give one.
  'browser/keep-in-browser.ts': ['console'],
  // It is a program of its own, and its clock is the real one.
  'browser/demo/demo-worker.ts': ['Date.now'],
  // How long a reply took is something a report says.
  contract: ['performance'],
  // Each worker is a process, and its clock follows that of the primary.
  cluster: ['process', 'Date.now'],
  cli: ['*'],
};

/** The entries that also run in a browser. */
export const BROWSER_ENTRIES = [
  'index.ts',
  'schema/index.ts',
  'adapters/msw.ts',
  'browser/index.ts',
  'contract/index.ts',
] as const;

/** Gives the folder that a file of `src` belongs to; a file at its root is a layer of its own. */
export function layerOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Lists the imports of a file that its layer does not allow, as sentences. */
export function forbiddenImports(path: string, { imports }: SourceFacts): string[] {
  const layer = layerOf(path);
  if (!LAYERS[layer]) return [`${layer} has no row in the table of layers`];
  return imports
    .filter((target) => !(isOwn(target) && layerOf(target) === layer) && !isAllowed(LAYERS, path, target))
    .map((target) => `${path} imports ${target}`);
}

/** Lists the globals that a file uses and may not, as sentences. */
export function forbiddenGlobals(path: string, { globals }: SourceFacts): string[] {
  return globals.filter((name) => !isAllowed(GLOBALS, path, name)).map((name) => `${path} uses ${name}`);
}

/** Whether an import leads to a file of `src`, as its path below it. */
export function isOwn(target: string): boolean {
  return target.endsWith('.ts');
}

function isAllowed(table: LayerTable, path: string, target: string): boolean {
  const allowed = [...(table[layerOf(path)] ?? []), ...(table[path] ?? [])];
  return allowed.some(
    (name) => name === '*' || target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`),
  );
}
