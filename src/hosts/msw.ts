/**
 * MSW handlers that answer from a mock: for `setupServer` in Node and `setupWorker` in the browser.
 *
 * @packageDocumentation
 */
import { type HttpHandler, http } from 'msw';
import { operations } from '../api/operation.ts';
import { OptionError } from '../shared/errors.ts';
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
 * @throws OptionError when `baseUrl` is no URL.
 * @example
 * ```ts
 * const server = setupServer(...handlers(createMock()));
 * server.listen();
 * ```
 */
export function handlers(mock: MockHandler, options: HandlersOptions = {}): HttpHandler[] {
  const { basePath } = mock.options;
  const { origin, mount } =
    options.baseUrl === undefined ? { origin: ANY_ORIGIN, mount: basePath } : parseBase(options.baseUrl);
  return operations.map(({ path }) => {
    // no named parameters: MSW would decode them, and answer 500 by itself to an encoding that is broken
    const below = path.replace(/\{\w+\}/g, '[^/]+');
    const url = new RegExp(`^${origin}${escapePattern(mount)}${below}$`);
    return http.all(url, ({ request }) => respond(mock, request, mount));
  });
}

const ANY_ORIGIN = 'https?://[^/]+';

function parseBase(baseUrl: string): { readonly origin: string; readonly mount: string } {
  if (!URL.canParse(baseUrl)) {
    const example = 'https://openreplay.example.com/api/app';
    throw new OptionError(
      `Failed to create handlers: option baseUrl must be a whole URL such as ${example}, received "${baseUrl}".`,
    );
  }
  const { origin, pathname } = new URL(baseUrl);
  return { origin: escapePattern(origin), mount: pathname.replace(/\/$/, '') };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
