import type { IncomingMessage } from 'node:http';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import { type HonestServer, listen } from '../server.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Node alone: a regular expression for the path, `URLSearchParams` for the query, only GET and HEAD. */
export const nodeHttp: HonestServer = {
  name: 'node:http',
  start: (convention) =>
    listen((request, response) => {
      const { status, body } = answer(request);
      const text = JSON.stringify(body);
      response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
        'cache-control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : text);

      function answer({ method, url = '', headers }: IncomingMessage): Answer {
        if (headers.authorization !== KEY) return refuse(401, 'the Authorization header must hold a valid API key');
        if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'only GET');
        const [, path = '', query] = /^([^?]*)\??(.*)$/s.exec(url) ?? [];
        const [, projectKey, userId] = /^\/api\/app\/([^/]+)\/users\/([^/]+)\/sessions$/.exec(path) ?? [];
        if (projectKey === undefined || userId === undefined) return refuse(404, 'no such resource');
        const parameters = new URLSearchParams(query);
        const start = readDate(parameters, 'start_date');
        const end = readDate(parameters, 'end_date');
        if (Number.isNaN(start) || Number.isNaN(end)) return refuse(400, 'dates are epoch in ms');
        try {
          if (!hasProject(decodeURIComponent(projectKey))) return refuse(404, 'no such project');
          return {
            status: 200,
            body: { data: select(sessionsOf(decodeURIComponent(userId)), { start, end }, convention) },
          };
        } catch {
          return refuse(400, 'the path is not well encoded');
        }
      }
    }),
};

function refuse(status: number, error: string): Answer {
  return { status, body: { error } };
}

/** NaN for what is no date, or is given twice. */
function readDate(parameters: URLSearchParams, name: string): number | undefined {
  const [value, ...more] = parameters.getAll(name);
  if (value === undefined) return undefined;
  return more.length === 0 && /^\d+$/.test(value) ? Number(value) : Number.NaN;
}
