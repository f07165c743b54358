import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { findPeer } from './peer.ts';
import { GUARDS } from './studio-files.ts';

/** Sends a file of the reference if a request asks for one; returns whether it did. */
type SendReference = (request: IncomingMessage, response: ServerResponse) => boolean;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>OpenAPI reference</title>
<link rel="stylesheet" href="swagger-ui.css">
<div id="reference"></div>
<script src="swagger-ui-bundle.js"></script>
<script src="start.js"></script>
`;

const START = `const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.classList.toggle('dark-mode', isDark);
SwaggerUIBundle({ url: '../openapi.json' + location.search, dom_id: '#reference', validatorUrl: null });
`;

/** A file of the reference: the kit's own, or without a text that of `swagger-ui-dist`. */
interface ReferenceFile {
  readonly type: string;
  readonly text?: string;
}

const FILES: ReadonlyMap<string, ReferenceFile> = new Map([
  ['', { type: 'text/html', text: PAGE }],
  ['start.js', { type: 'text/javascript', text: START }],
  ['swagger-ui-bundle.js', { type: 'text/javascript' }],
  ['swagger-ui.css', { type: 'text/css' }],
]);

/**
 * Builds the handler of `/reference/`: Swagger UI with the document of the first API, or of the one in `?api=`. If
 * `swagger-ui-dist` is not installed, the page links to the document itself.
 *
 * @param find - finds a file of an installed package.
 */
export function createReferenceSender(find: (file: string) => string | undefined = findPeer): SendReference {
  const read = async (name: string, { text }: ReferenceFile): Promise<Buffer | undefined> => {
    const path = find(`swagger-ui-dist/${text === undefined ? name : 'package.json'}`);
    if (path === undefined) return undefined;
    return text === undefined ? await readFile(path) : Buffer.from(text);
  };

  return (request, response) => {
    const [, name = '', query = ''] = PATH.exec(request.url ?? '') ?? [undefined, 'none'];
    const file = FILES.get(name);
    if (file === undefined || !READING.includes(request.method ?? '')) return false;
    read(name, file).then(
      (body) => {
        if (body === undefined) return response.writeHead(302, { location: `/openapi.json${query}` }).end();
        const type = `${file.type}; charset=utf-8`;
        response.writeHead(200, {
          'content-type': type,
          'content-length': body.length,
          'cache-control': 'no-cache',
          ...GUARDS,
        });
        return response.end(request.method === 'HEAD' ? undefined : body);
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
    return true;
  };
}

const PATH = /^\/reference\/([\w.-]*)(\?.*)?$/;
const READING = ['GET', 'HEAD'];
