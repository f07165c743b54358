import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiPlace } from '../api/place.ts';
import type { MockHandler } from './web.ts';
import { apisOf } from './web.ts';

const TYPES = { json: 'application/json', yaml: 'application/yaml' } as const;

/** Sends the document of the API if a request asks for it; returns whether it did. */
type SendDocument = (
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
) => boolean;

/**
 * Builds the handler of `/openapi.json` and `/openapi.yaml`: the OpenAPI 3.1 document of a mock's first API, or of the
 * one in `?api=`, with the requested address as its server.
 */
export function createDocumentSender(mock: MockHandler): SendDocument {
  const places = apisOf(mock);
  const [first] = places;

  const send = async (place: ApiPlace, form: keyof typeof TYPES, host: string | undefined): Promise<string> => {
    // loaded on demand: the builder is larger than all the rest
    const [{ buildDocument }, { toYaml }, api] = await Promise.all([
      import('../openapi/document.ts'),
      import('../openapi/yaml.ts'),
      place.loadApi(),
    ]);
    const document = buildDocument(place === first ? { ...api, basePath: mock.options.basePath } : api, '3.1');
    const [server] = document.servers ?? [];
    if (server && host !== undefined && HOST.test(host)) document.servers = [{ ...server, url: `http://${host}` }];
    return form === 'yaml' ? toYaml(document) : `${JSON.stringify(document, null, 2)}\n`;
  };

  return (request, response, headers) => {
    const [, form, query = ''] = /^\/openapi\.(json|yaml)(?:\?(.*))?$/.exec(request.url ?? '') ?? [];
    const id = new URLSearchParams(query).get('api') ?? first.id;
    const place = places.find((each) => each.id === id);
    if (place === undefined || !isForm(form) || !READING.includes(request.method ?? '')) return false;
    send(place, form, request.headers.host).then(
      (text) => {
        response.writeHead(200, {
          ...headers,
          'content-type': `${TYPES[form]}; charset=utf-8`,
          'content-length': Buffer.byteLength(text),
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
        });
        response.end(request.method === 'HEAD' ? undefined : text);
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
    return true;
  };
}

const READING = ['GET', 'HEAD'];
/** What a client may call this server; any other Host header stays out of the document. */
const HOST = /^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i;

function isForm(text: string | undefined): text is keyof typeof TYPES {
  return text !== undefined && text in TYPES;
}
