import type { ShownRequest } from '../../api/curl-line.ts';
import { escapeUnseen } from '../parts/visible-text.ts';

/** Writes the request with `fetch`, in JavaScript. */
export function toFetch(request: ShownRequest): string {
  const { method, target, body } = request.face.toCall(request);
  const key = `Authorization: ${toKey(request)}`;
  return [
    `const reply = await fetch(${quote(request.base + target)}, {`,
    ...(body
      ? [
          `  method: '${method}',`,
          `  headers: { ${key}, 'Content-Type': 'application/json' },`,
          `  body: JSON.stringify(${toLiteral(body)}),`,
        ]
      : [`  headers: { ${key} },`]),
    '});',
    'const { data } = await reply.json();',
  ].join('\n');
}

/** Writes the request with a client typed from the OpenAPI document, in TypeScript. */
export function toTyped(request: ShownRequest): string {
  const { face, base, project, user, start, end } = request;
  const { method, body } = face.toCall(request);
  const cut = base.lastIndexOf(face.basePath);
  const query = { ...(start !== undefined && { start_date: start }), ...(end !== undefined && { end_date: end }) };
  const hasQuery = !body && Object.keys(query).length > 0;
  return [
    '// npm install openapi-fetch',
    `// npx openapi-typescript node_modules/openreplay-kit/openapi/${face.document} -o openreplay.ts`,
    "import createClient from 'openapi-fetch';",
    "import type { paths } from './openreplay';",
    '',
    'const client = createClient<paths>({',
    `  baseUrl: ${quote(cut < 0 ? base : base.slice(0, cut))},`,
    `  headers: { Authorization: ${toKey(request)} },`,
    '});',
    `const { data, error } = await client.${method}('${face.basePath}/{projectKey}/users/{userId}/sessions', {`,
    '  params: {',
    `    path: { projectKey: ${quote(project)}, userId: ${quote(user)} },`,
    ...(hasQuery ? [`    query: ${toLiteral(query)},`] : []),
    '  },',
    ...(body ? [`  body: ${toLiteral(body)},`] : []),
    '});',
  ].join('\n');
}

function toLiteral(fields: Readonly<Record<string, number>>): string {
  return `{ ${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')} }`;
}

function toKey({ publicKey, face: { keyPrefix } }: ShownRequest): string {
  if (publicKey !== undefined) return quote(keyPrefix + publicKey);
  return keyPrefix === '' ? 'process.env.OPENREPLAY_API_KEY' : `\`${keyPrefix}\${process.env.OPENREPLAY_API_KEY}\``;
}

function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escapeUnseen(escaped)}'`;
}
