/** An array of routes, a route in it, or anything else in brackets. */
interface Open {
  readonly is: 'routes' | 'route' | 'other';
  /** The path of the route that it belongs to. */
  path: string;
  hasPath: boolean;
  /** Whether it only leads to others, through children or a redirect. */
  leads: boolean;
}

/** A comment; a string; a relevant key of a route; a bracket. Everything else is skipped. */
const TOKENS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\b(?<key>path|redirect|children|routes)\s*:|(?<bracket>[[\]{}()])|(?<before>=(?!>)|\bdefault\b)|[\w$]+|[^\s\w$]/g;

/**
 * Reads the paths in a routes file of Vue Router: those of literal objects in `routes`, `children` or an assigned or
 * exported array.
 */
export function readVueRoutes(source: string): string[] {
  const paths = new Set<string>();
  const open: Open[] = [{ is: 'other', path: '', hasPath: false, leads: false }];
  let key: string | undefined;
  for (const { groups = {} } of source.matchAll(TOKENS)) {
    const { text, bracket, before } = groups;
    const top = open.at(-1);
    if (top === undefined) break;
    if (bracket === undefined) {
      if (text !== undefined && key === 'path' && top.is === 'route') {
        top.path = join(top.path, text.slice(1, -1));
        top.hasPath = true;
      }
      key = groups.key ?? (before === undefined ? undefined : 'routes');
      if (key === 'redirect' || key === 'children') top.leads = true;
      continue;
    }
    if (/[[{(]/.test(bracket)) {
      const isList = bracket === '[' && (key === 'routes' || (key === 'children' && top.is === 'route'));
      const isRoute = bracket === '{' && top.is === 'routes';
      open.push({ is: isList ? 'routes' : isRoute ? 'route' : 'other', path: top.path, hasPath: false, leads: false });
    } else {
      open.pop();
      if (top.is === 'route' && top.hasPath && !top.leads && !TAKES_ALL.test(top.path)) paths.add(toTemplate(top.path));
    }
    key = undefined;
  }
  return [...paths].sort();
}

/** The fallback route. */
const TAKES_ALL = /\(\.[*+]\)|\*$/;

/** A child's path is below its parent's, unless it starts with a slash. */
function join(parent: string, path: string): string {
  return path.startsWith('/') ? path : `${parent.replace(/\/$/, '')}${path === '' ? '' : `/${path}`}` || '/';
}

/** `:id`, `:id(\\d+)` and `:id?` as a parameter. */
function toTemplate(path: string): string {
  return path.replace(/:(\w+)(?:\([^)]*\))?[?+*]?/g, '{$1}');
}
