import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** A folder that is being served. */
export interface ServedFolder {
  /** Its origin, such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  close(): void;
}

/**
 * Serves the files of a folder at a free port of 127.0.0.1.
 *
 * @param headers - sent with each file, such as a Content-Security-Policy.
 */
export async function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    void send(response, join(folder, normalize(pathname.replace(/\/$/, '/index.html'))), headers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has such an address
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function send(response: ServerResponse, file: string, headers: Readonly<Record<string, string>>): Promise<void> {
  try {
    const body = await readFile(file);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, ...headers }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}
