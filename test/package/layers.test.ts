import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCycle, groupGraph, reach } from './import-graph.ts';
import { BROWSER_ENTRIES, forbiddenGlobals, forbiddenImports, isOwn, LAYERS, layerOf } from './layer-rules.ts';
import { readFacts } from './source-facts.ts';

const SRC = new URL('../../src/', import.meta.url);
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => isOwn(path))
  .sort();
const facts = new Map(files.map((path) => [path, readFacts(path, readFileSync(new URL(path, SRC), 'utf8'))]));
const graph = new Map([...facts].map(([path, { imports }]) => [path, imports]));
const ownGraph = new Map([...graph].map(([path, targets]) => [path, targets.filter(isOwn)]));
const sentences = (rule: typeof forbiddenImports) => [...facts].flatMap(([path, found]) => rule(path, found));

describe('the layers of src', () => {
  it('import only what the table allows', () => {
    expect(sentences(forbiddenImports)).toEqual([]);
  });

  it('include every layer that the table names', () => {
    const layers = new Set(files.flatMap((path) => [path, layerOf(path)]));
    expect(Object.keys(LAYERS).filter((name) => !layers.has(name))).toEqual([]);
  });

  it('import only files that exist', () => {
    const targets = [...ownGraph.values()].flat();
    expect(targets.filter((target) => !facts.has(target))).toEqual([]);
  });

  it('have no import cycle between files', () => {
    expect(findCycle(ownGraph)).toBeUndefined();
  });

  it('have no import cycle between folders', () => {
    expect(findCycle(groupGraph(ownGraph, layerOf))).toBeUndefined();
  });

  it.each(BROWSER_ENTRIES)('%s does not reach any Node module', (entry) => {
    expect([...reach(graph, entry)].filter((target) => target.startsWith('node:'))).toEqual([]);
    expect(facts.has(entry)).toBe(true);
  });

  // Jest loads them as CommonJS, which has no import.meta, and into a jsdom without TextEncoder
  it.each(['index.ts', 'api/index.ts', 'hosts/msw.ts'])('%s does not reach anything that Jest cannot load', (entry) => {
    const reached = [...reach(ownGraph, entry)].map((path) => readFileSync(new URL(path, SRC), 'utf8'));
    expect(
      reached.filter((code) => /\bimport\.meta\b|^(?:export )?const .*\bnew Text(?:En|De)coder\b/m.test(code)),
    ).toEqual([]);
  });

  it.each(['api/index.ts', 'contract/index.ts', 'studio/app.tsx'])(
    '%s knows the words of APIs, but not how they are answered',
    (entry) => {
      const reached = [...reach(graph, entry)];
      expect(reached.filter((target) => target.startsWith('answers/') || target.startsWith('store/'))).toEqual([]);
      expect(reached).toContain('api/session-event.ts');
    },
  );

  it('take no clock, randomness, console or process from outside', () => {
    expect(sentences(forbiddenGlobals)).toEqual([]);
  });
});

describe('the rules', () => {
  const imports = (path: string, code: string) => forbiddenImports(path, readFacts(path, code));
  const globals = (path: string, code: string) => forbiddenGlobals(path, readFacts(path, code));

  it.each([
    ['contract/made-up.ts', `import { createMock } from '../mock/mock.ts';`, 'mock/mock.ts'],
    ['contract/made-up.ts', `import type { Snapshot } from '../kit/record.ts';`, 'kit/record.ts'],
    ['contract/requirements/made-up.ts', `import { World } from '../../data/world.ts';`, 'data/world.ts'],
    ['contract/run.ts', `import { it } from 'vitest';`, 'vitest'],
    ['data/made-up.ts', `import { faker } from '@faker-js/faker';`, '@faker-js/faker'],
    ['data/made-up.ts', `const { faker } = await import('@faker-js/faker/locale/de');`, '@faker-js/faker/locale/de'],
    ['api/made-up.ts', `export * from '../store/order.ts';`, 'store/order.ts'],
    ['api/made-up.ts', `type Faker = import('@faker-js/faker').Faker;`, '@faker-js/faker'],
    ['studio/made-up.tsx', `import { h } from '../serve/handle.ts';`, 'serve/handle.ts'],
    ['openapi/made-up.ts', `// import 'zod'\nimport 'node:fs'; // '`, 'node:fs'],
    ['serve/made-up.ts', `import zod = require('zod-other');`, 'zod-other'],
  ])('name what %s may not import with %s', (path, code, target) => {
    expect(imports(path, code)).toEqual([`${path} imports ${target}`]);
  });

  it('name a folder that has no row', () => {
    expect(imports('utils/made-up.ts', 'export {};')).toEqual(['utils has no row in the table of layers']);
  });

  it('ignore comments, strings and regular expressions', () => {
    const code = `/* import 'node:fs' */ const a = "import 'node:os' // ", b = /['"]/; // from 'node:net'`;
    expect(imports('api/made-up.ts', code)).toEqual([]);
  });

  it('refuse an import whose target cannot be read', () => {
    expect(() => imports('cli/made-up.ts', 'await import(name)')).toThrow('cli/made-up.ts imports something');
  });

  it.each([
    ['const x = Math.random()', 'Math.random'],
    ['const x = Date.now()', 'Date.now'],
    ['const x = new Date()', 'new Date()'],
    ['const x = Date()', 'Date()'],
    ['console.log(1)', 'console'],
    ['const { env } = process', 'process'],
    ['const x = globalThis.process', 'process'],
    ['const x = performance.now()', 'performance'],
    ['crypto.randomUUID()', 'crypto'],
  ])('name the global in %s', (code, name) => {
    expect(globals('store/made-up.ts', code)).toEqual([`store/made-up.ts uses ${name}`]);
  });

  it.each(['stdout', 'stderr'])('let only one module write to %s, where the process may be used too', (stream) => {
    const code = `process.${stream}.write('a'); process.exitCode = 1;`;
    expect(globals('cli/made-up.ts', code)).toEqual([`cli/made-up.ts uses process.${stream}`]);
    expect(globals('cli/made-up.ts', 'console.log(1)')).toEqual(['cli/made-up.ts uses console']);
    expect(globals('cli/print.ts', code)).toEqual([]);
  });

  it('allow a date made of a number and a field named like a global', () => {
    expect(globals('store/made-up.ts', 'const x = new Date(0); const y = { process: x }.process;')).toEqual([]);
  });

  it('find a cycle', () => {
    expect(findCycle(new Map(Object.entries({ a: ['b'], b: ['c'], c: ['b'] })))).toEqual(['b', 'c', 'b']);
  });

  it('find what is reached indirectly', () => {
    expect(reach(new Map(Object.entries({ a: ['b'], b: ['node:fs'] })), 'a')).toContain('node:fs');
  });
});
