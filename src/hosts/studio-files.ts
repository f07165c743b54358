import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';

/** A file of the studio, ready to send. */
interface StudioFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every file of the studio. */
export const GUARDS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Sends a file of the studio if a request asks for one; returns whether it did. */
type SendStudio = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Builds the handler of the studio; its files are read on first use. */
export function createStudioSender(): SendStudio {
  let files: ReadonlyMap<string, StudioFile> | undefined;
  return ({ url = '', method }, response) => {
    if (url !== '/' && !url.startsWith('/studio/')) return false;
    files ??= readStudio();
    const file = files.get(url);
    if (!file || (method !== 'GET' && method !== 'HEAD')) return false;
    response.writeHead(200, file.headers);
    response.end(method === 'GET' ? file.body : undefined);
    return true;
  };
}

/**
 * Reads the built studio into memory: a URL can only name a key of this map, and nothing else on disk. Empty if it was
 * not built.
 *
 * @param folder - the folder it was built to.
 */
function readStudio(folder = new URL('../../dist/studio/', import.meta.url)): ReadonlyMap<string, StudioFile> {
  const files = new Map<string, StudioFile>();
  try {
    files.set('/', toFile('index.html', folder));
    for (const name of readdirSync(new URL('studio/', folder)))
      files.set(`/studio/${name}`, toFile(`studio/${name}`, folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return files;
}

function toFile(name: string, folder: URL): StudioFile {
  const body = readFileSync(new URL(name, folder));
  return {
    headers: {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-length': String(body.length),
      // all names but the page's contain a hash of the content
      'cache-control': name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
      ...GUARDS,
    },
    body,
  };
}
