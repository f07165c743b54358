/**
 * MSW handlers that answer from a mock: for `setupServer` in Node and `setupWorker` in the browser.
 *
 * @packageDocumentation
 */
import { type HttpHandler, http } from 'msw';
import { operations } from '../schema/operation.ts';
import { type MockHandler, respond } from './web.ts';

/** Where the handlers listen. */
export interface HandlersOptions {
  /**
   * The API's base up to and including the base path, such as `https://openreplay.example.com/api/app`.
   *
   * @defaultValue any host, at the mock's base path
   */
  readonly baseUrl?: string;
}

/**
 * Gives one MSW handler for each operation of the API; requests to other paths are left alone.
 *
 * @example
 * ```ts
 * const server = setupServer(...handlers(createMock()));
 * server.listen();
 * ```
 */
export function handlers(mock: MockHandler, options: HandlersOptions = {}): HttpHandler[] {
  const baseUrl = (options.baseUrl ?? `*${mock.options.basePath}`).replace(/\/$/, '');
  const mount = baseUrl.startsWith('*') ? baseUrl.slice(1) : new URL(baseUrl).pathname.replace(/\/$/, '');
  return operations.map(({ path }) =>
    http.all(`${baseUrl}${path.replace(/\{(\w+)\}/g, ':$1')}`, ({ request }) => respond(mock, request, mount)),
  );
}
