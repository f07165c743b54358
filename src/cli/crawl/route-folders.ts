import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVueRoutes } from './vue-routes.ts';

/** How a framework derives paths from file names. */
interface Framework {
  readonly name: string;
  /** Where a project may keep its routes; the first that exists counts. */
  readonly folders: readonly string[];
  /** The path of a file below that folder; undefined if the file is not a page. */
  readonly toPath: (file: string) => string | undefined;
}

const PAGE_FILE = /\.(?:[jt]sx?|vue|svelte|mdx?)$/;

/** Joins parts of a path, leaving out groups in parentheses. */
function toRoute(parts: readonly string[]): string {
  return `/${parts.filter((part) => part !== '' && !/^\(.*\)$/.test(part)).join('/')}`;
}

/** `[id]`, `[...slug]` and `[[slug]]` as a parameter. */
function bracket(part: string): string {
  return part.replace(/\[{1,2}(?:\.{3})?(\w+)(?:=\w+)?\]{1,2}/g, '{$1}');
}

function nextApp(file: string): string | undefined {
  const parts = file.split('/');
  if (!/^page\.(?:[jt]sx?|mdx?)$/.test(parts.at(-1) ?? '')) return undefined;
  const kept = parts.slice(0, -1).filter((part) => !/^[@_]/.test(part));
  return kept.some((part) => /^\(\.+\)/.test(part)) ? undefined : toRoute(kept.map(bracket));
}

function byName(file: string): string | undefined {
  if (!PAGE_FILE.test(file)) return undefined;
  const parts = file.replace(PAGE_FILE, '').split('/');
  if (parts.some((part) => /^_|^404$|^500$|\.test$|\.spec$/.test(part)) || parts[0] === 'api') return undefined;
  return toRoute((parts.at(-1) === 'index' ? parts.slice(0, -1) : parts).map(bracket));
}

/** `HomeView.vue` is the start page, `OrderListView.vue` is `/order-list`. */
function byViewName(file: string): string | undefined {
  const path = /\.vue$/.test(file) ? byName(file) : undefined;
  const parts = path?.split('/').map((part) => toKebab(part.replace(/(?:View|Page)$/, '')));
  return parts && toRoute(['home', 'index'].includes(parts.at(-1) ?? '') ? parts.slice(0, -1) : parts);
}

function toKebab(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase();
}

function svelteKit(file: string): string | undefined {
  const parts = file.split('/');
  return /^\+page(?:@\w*)?\.svelte$/.test(parts.at(-1) ?? '') ? toRoute(parts.slice(0, -1).map(bracket)) : undefined;
}

function remix(file: string): string | undefined {
  if (!/\.[jt]sx$|\.mdx?$/.test(file)) return undefined;
  const route = file.replace(/\/route\.[jt]sx$/, '').replace(/\.(?:[jt]sx|mdx?)$/, '');
  const parts = route.split(/[./]/);
  if (parts.at(-1) === '_index' || parts.at(-1) === 'index') parts.pop();
  const kept = parts
    .filter((part) => !/^_/.test(part))
    .map((part) => part.replace(/_$/, '').replace(/^\((.*)\)$/, '$1'));
  return toRoute(kept.map((part) => (part === '$' ? '{rest}' : part.replace(/^\$(\w+)$/, '{$1}'))));
}

const FRAMEWORKS: readonly Framework[] = [
  { name: 'SvelteKit', folders: ['src/routes'], toPath: svelteKit },
  { name: 'Remix', folders: ['app/routes'], toPath: remix },
  { name: 'Next.js', folders: ['app', 'src/app'], toPath: nextApp },
  { name: 'Next.js, Nuxt or Vue Router', folders: ['pages', 'src/pages', 'app/pages'], toPath: byName },
  { name: 'Vue', folders: ['src/views'], toPath: byViewName },
];

/** Where projects with Vue Router write their routes out. */
const VUE_FILES = ['src/router/index', 'src/router/routes', 'src/router', 'src/routes'].flatMap((name) => [
  `${name}.ts`,
  `${name}.js`,
]);

/** The paths of a project, and the framework they were read from. */
export interface FoundRoutes {
  readonly framework: string;
  readonly paths: readonly string[];
}

/**
 * Reads the routes of a project, or of a folder of routes, by the names of its files, or from the file in which Vue Router
 * has them; undefined if there are none.
 */
export function readRoutes(folder: string): FoundRoutes | undefined {
  const written = new Set(VUE_FILES.flatMap((file) => readVueRoutes(textOf(join(folder, file)))));
  if (written.size > 0) return { framework: 'Vue Router', paths: [...written].sort() };
  for (const { name, folders, toPath } of FRAMEWORKS) {
    // the folder may be that of the routes itself
    const own = folders.filter((each) => `/${folder.replaceAll('\\', '/').replace(/\/$/, '')}`.endsWith(`/${each}`));
    for (const place of [...folders.map((each) => join(folder, each)), ...own.map(() => folder)]) {
      const paths = new Set(list(place).flatMap((file) => toPath(file) ?? []));
      if (paths.size > 0) return { framework: name, paths: [...paths].sort() };
    }
  }
  return undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/(^|\/)(?:node_modules|\.[^/]+)(\/|$)/.test(file));
  } catch {
    return [];
  }
}
