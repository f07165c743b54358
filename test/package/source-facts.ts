import { posix } from 'node:path';
import { parseSync } from 'vite';

/** What a source file imports and which globals it uses, read from its syntax tree. */
export interface SourceFacts {
  /** What it imports in any way (static, dynamic, re-export, type), once each: a path below `src`, or a module's name. */
  readonly imports: readonly string[];
  /** The globals of {@link WATCHED} that it uses, such as `Date.now`. */
  readonly globals: readonly string[];
}

/** Globals through which the clock, chance or the process come in. */
const WATCHED = [
  'Math.random',
  'Date.now',
  'new Date()',
  'Date()',
  'console',
  'process',
  'process.stdout',
  'process.stderr',
  'performance',
  'crypto',
];

type Tree = Readonly<Record<string, unknown>>;

/**
 * Reads the facts of one TypeScript file.
 *
 * @param path - its path below `src`, with slashes, against which relative imports are resolved.
 * @throws TypeError for an import whose target is no plain text, as no rule could be checked on it.
 */
export function readFacts(path: string, code: string): SourceFacts {
  const { program, errors } = parseSync(path, code);
  if (errors[0]) throw new SyntaxError(`Failed to parse ${path}: ${errors[0].message}`);
  const imports = new Set<string>();
  const globals = new Set<string>();
  visit(program, (node, parent, key) => {
    const target = importOf(path, node);
    if (target !== undefined) imports.add(target);
    const used = globalOf(node, parent, key);
    if (used !== undefined && WATCHED.includes(used)) globals.add(used);
  });
  return { imports: [...imports], globals: [...globals] };
}

/** Calls back for each node, together with its parent and the parent's key that it stands under. */
export function visit(
  value: unknown,
  see: (node: Tree, parent: Tree, key: string) => void,
  parent: Tree = {},
  key = '',
): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see, parent, key);
  } else if (isTree(value)) {
    if (typeof value.type === 'string') see(value, parent, key);
    for (const [name, child] of Object.entries(value)) visit(child, see, value, name);
  }
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function importOf(path: string, node: Tree): string | undefined {
  const source = node.type === 'TSExternalModuleReference' ? node.expression : node.source;
  if (node.type !== 'TSExternalModuleReference' && !IMPORTING.has(String(node.type))) return undefined;
  if (!isTree(source)) return undefined;
  if (source.type !== 'Literal' || typeof source.value !== 'string') {
    throw new TypeError(`${path} imports something that is not a plain text; write the module's name out.`);
  }
  if (!source.value.startsWith('.')) return source.value;
  // what stands behind `?` says how a bundler loads the file
  return posix.join(posix.dirname(path), source.value).replace(/\?.*$/, '');
}

function globalOf(node: Tree, parent: Tree, key: string): string | undefined {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const { callee, arguments: given } = node;
    if (!isTree(callee) || callee.type !== 'Identifier' || callee.name !== 'Date') return undefined;
    if (node.type === 'CallExpression') return 'Date()';
    return Array.isArray(given) && given.length === 0 ? 'new Date()' : undefined;
  }
  if (node.type === 'MemberExpression') return memberOf(node);
  if (node.type !== 'Identifier') return undefined;
  const isName = !parent.computed && (key === 'key' || key === 'property');
  return isName ? undefined : String(node.name);
}

/** `Math.random` for such an access, and for one through `globalThis` the global itself. */
function memberOf({ object, property }: Tree): string | undefined {
  if (!isTree(object) || object.type !== 'Identifier' || !isTree(property)) return undefined;
  const name = String(property.type === 'Literal' ? property.value : property.name);
  return object.name === 'globalThis' ? name : `${object.name}.${name}`;
}
