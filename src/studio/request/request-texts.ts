import { escapeUnseen } from '../parts/visible-text.ts';

/** A request of the API. */
export interface ShownRequest {
  /** The address of the API's base, such as `http://127.0.0.1:4010/api/app`, without a slash at its end. */
  readonly base: string;
  readonly project: string;
  readonly user: string;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  /** A key that everybody may see; undefined for any other, which is then named and not shown. */
  readonly publicKey?: string | undefined;
}

/** A path segment as URLs carry it; `@` and the like need no encoding there. */
function toSegment(text: string): string {
  return encodeURIComponent(text).replace(/%(40|3A|24|2B|3D|2C)/g, (code) => decodeURIComponent(code));
}

/** Gives the path of a request below the API's base, with its query. */
export function toTarget({ project, user, start, end }: Omit<ShownRequest, 'base' | 'publicKey'>): string {
  const query = [
    ...(start === undefined ? [] : [`start_date=${start}`]),
    ...(end === undefined ? [] : [`end_date=${end}`]),
  ].join('&');
  return `/${toSegment(project)}/users/${toSegment(user)}/sessions${query === '' ? '' : `?${query}`}`;
}

/** Writes the request as a line for a shell. */
export function toCurl(request: ShownRequest): string {
  const url = quoteForShell(request.base + toTarget(request));
  // between double quotes, so that the shell puts the key in
  const key =
    request.publicKey === undefined
      ? '"Authorization: $OPENREPLAY_API_KEY"'
      : quoteForShell(`Authorization: ${request.publicKey}`);
  return `curl -H ${key} \\\n  ${url}`;
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Writes the request with `fetch`, in JavaScript. */
export function toFetch(request: ShownRequest): string {
  return [
    `const reply = await fetch(${quote(request.base + toTarget(request))}, {`,
    `  headers: { Authorization: ${toKey(request)} },`,
    '});',
    'const { data } = await reply.json();',
  ].join('\n');
}

/** Writes the request with a client that is typed by the OpenAPI document, in TypeScript. */
export function toTyped(request: ShownRequest): string {
  const { base, project, user, start, end } = request;
  const cut = base.lastIndexOf('/api/app');
  const window = Object.entries({ start_date: start, end_date: end }).filter(([, time]) => time !== undefined);
  const query = window.map(([name, time]) => `${name}: ${time}`).join(', ');
  return [
    '// npm install openapi-fetch',
    '// npx openapi-typescript node_modules/openreplay-kit/openapi/openapi.json -o openreplay.ts',
    "import createClient from 'openapi-fetch';",
    "import type { paths } from './openreplay';",
    '',
    'const client = createClient<paths>({',
    `  baseUrl: ${quote(cut < 0 ? base : base.slice(0, cut))},`,
    `  headers: { Authorization: ${toKey(request)} },`,
    '});',
    "const { data, error } = await client.GET('/api/app/{projectKey}/users/{userId}/sessions', {",
    '  params: {',
    `    path: { projectKey: ${quote(project)}, userId: ${quote(user)} },`,
    ...(query === '' ? [] : [`    query: { ${query} },`]),
    '  },',
    '});',
  ].join('\n');
}

function toKey({ publicKey }: ShownRequest): string {
  return publicKey === undefined ? 'process.env.OPENREPLAY_API_KEY' : quote(publicKey);
}

function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escapeUnseen(escaped)}'`;
}
