import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/api/documented/events.ts';
import { BASE_PATH } from '../../src/api/documented/paths.ts';
import { DEVELOPMENT_KEY } from '../../src/mock/options.ts';
import { freeOrigin, type ServerCommand } from './server-process.ts';

/** The path of the list of a user's events. */
export function pathOf(userId: string): string {
  return `${BASE_PATH}/${DOCUMENTED_PROJECT_KEY}/users/${userId}/sessions`;
}

/** The path of the documented example request. */
export const DOCUMENTED_PATH = pathOf(DOCUMENTED_USER_ID);

/** The built command. */
export const KIT = fileAt('../../dist/cli/main.js');

const PRISM = fileAt('../../node_modules/@stoplight/prism-cli/dist/index.js');
const DOCUMENT = fileAt('../../openapi/openapi.json');
const REPLY = fileAt('../../fixtures/documented-reply.json');

/** The documented reply in few bytes, as servers send it. */
function documentedReply(): string {
  return JSON.stringify(JSON.parse(readFileSync(REPLY, 'utf8')));
}

/** A script of this benchmark. */
export function subject(name: string): string {
  return fileAt(`./subjects/${name}.mjs`);
}

/** The mock, as its command starts it. */
export function kit(flags: readonly string[] = []): ServerCommand {
  return { args: [KIT, 'mock', '--port', '0', ...flags], path: DOCUMENTED_PATH };
}

/** A `node:http` server that writes one buffer and looks at nothing. */
export function bare(folder: string, body: string | Uint8Array = documentedReply()): ServerCommand {
  return constant('bare', folder, body);
}

/** A server of a framework that sends one text from the documented route, or of `node:http`. */
export function constant(name: 'bare' | 'hono' | 'fastify', folder: string, body?: string | Uint8Array): ServerCommand {
  const file = join(folder, `${name}-${body?.length ?? 'documented'}.json`);
  writeFileSync(file, body ?? documentedReply());
  return { args: [subject(name), file], path: DOCUMENTED_PATH };
}

/** What a developer writes by hand: key, route, dates, `JSON.stringify`. */
export function express(): ServerCommand {
  return { args: [subject('express'), REPLY, DEVELOPMENT_KEY], path: DOCUMENTED_PATH };
}

/** Prism on the kit's document. */
export async function prism(flags: readonly string[] = []): Promise<ServerCommand> {
  const { origin, port } = await freeOrigin();
  return { args: [PRISM, 'mock', DOCUMENT, '--port', port, ...flags], origin, path: DOCUMENTED_PATH };
}

/** json-server with the documented reply as its only resource, its log off. */
export async function jsonServer(folder: string): Promise<ServerCommand> {
  const { origin, port } = await freeOrigin();
  const data = join(folder, 'json-server.json');
  const routes = join(folder, 'json-server-routes.json');
  writeFileSync(data, JSON.stringify({ sessions: JSON.parse(documentedReply()) }));
  writeFileSync(routes, JSON.stringify({ [`${BASE_PATH}/:project/users/:user/sessions`]: '/sessions' }));
  const script = fileAt('./node_modules/json-server/lib/cli/bin.js');
  return { args: [script, '--quiet', '--port', port, '--routes', routes, data], origin, path: DOCUMENTED_PATH };
}

/** Mockoon with one route that answers the documented reply, if the key is right. */
export async function mockoon(folder: string): Promise<ServerCommand> {
  const { origin, port } = await freeOrigin();
  const file = join(folder, 'mockoon.json');
  writeFileSync(file, JSON.stringify(mockoonEnvironment()));
  const script = fileAt('./node_modules/@mockoon/cli/bin/run.js');
  const flags = ['--port', port, '--hostname', '127.0.0.1', '--disable-log-to-file', '--disable-admin-api', '--repair'];
  return { args: [script, 'start', '--data', file, ...flags], origin, path: DOCUMENTED_PATH };
}

function mockoonEnvironment(): unknown {
  const contentType = [{ key: 'content-type', value: 'application/json' }];
  const rightKey = { target: 'header', modifier: 'authorization', operator: 'equals', value: DEVELOPMENT_KEY };
  const route = 'f1a5a3f0-0000-4000-8000-000000000002';
  return {
    uuid: 'f1a5a3f0-0000-4000-8000-000000000001',
    lastMigration: 33,
    name: 'user sessions',
    rootChildren: [{ type: 'route', uuid: route }],
    routes: [
      {
        uuid: route,
        type: 'http',
        method: 'get',
        endpoint: `${BASE_PATH}/:project/users/:user/sessions`.slice(1),
        responses: [
          { statusCode: 200, body: documentedReply(), headers: contentType, rules: [rightKey], default: false },
          { statusCode: 401, body: '{"errors":["wrong key"]}', headers: contentType, rules: [], default: true },
        ].map((response) => ({ ...response, bodyType: 'INLINE', rulesOperator: 'OR', disableTemplating: true })),
      },
    ],
  };
}

function fileAt(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
