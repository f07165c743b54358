import { CONTROL_PATH } from '../kit/control/operation.ts';
import { Refusal } from './refusal.ts';
import type { ControlRow } from './row.ts';

/** What a request is for: a row and the parameters in its path, decoded once. */
export interface Route {
  readonly row: ControlRow;
  readonly path: Readonly<Record<string, string>>;
}

/** Finds what a request is for, or why it is for nothing. HEAD is for what GET is for. */
export function createRouter(rows: readonly ControlRow[]): (method: string, path: string) => Route | Refusal {
  const routes = rows.map((row) => ({ row, pattern: toPattern(CONTROL_PATH + row.operation.path) }));
  return (method, path) => {
    const found = routes.flatMap(({ row, pattern }) => {
      const segments = pattern.exec(path);
      return segments ? [{ row, segments: segments.groups ?? {} }] : [];
    });
    if (found.length === 0) return new Refusal(404, `There is nothing at this path. Try ${CONTROL_PATH}/openapi.json.`);
    const wanted = method === 'HEAD' ? 'GET' : method;
    const match = found.find(({ row }) => row.operation.method === wanted);
    if (!match)
      return wrongMethod(
        method,
        found.map(({ row }) => row.operation.method),
      );
    const decoded = decode(match.segments);
    return decoded ? { row: match.row, path: decoded } : new Refusal(404, 'The path is not percent-encoded UTF-8.');
  };
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function wrongMethod(method: string, methods: readonly string[]): Refusal {
  const allow = methods.flatMap((allowed) => (allowed === 'GET' ? ['GET', 'HEAD'] : [allowed])).join(', ');
  return new Refusal(405, `The method ${method} is not allowed here; allowed are ${allow}.`, { allow });
}

function decode(segments: Readonly<Record<string, string>>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(Object.entries(segments).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    return undefined;
  }
}
