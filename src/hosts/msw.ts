/**
 * MSW handlers that answer from a mock: for `setupServer` in Node and `setupWorker` in the browser.
 *
 * @packageDocumentation
 */
import { type HttpHandler, http } from 'msw';
import type { ApiPlace } from '../api/place.ts';
import { OptionError } from '../shared/errors.ts';
import { apisOf, type MockHandler, respond } from './web.ts';

/** Options of the handlers. */
export interface HandlersOptions {
  /**
   * The API's base up to and including the base path, such as `https://openreplay.example.com/api/app`.
   *
   * @defaultValue any host, at the mock's base path
   */
  readonly baseUrl?: string;
}

/**
 * Returns an MSW handler for each path of the mock's APIs; requests to other paths pass through.
 *
 * @throws OptionError if `baseUrl` is not a URL.
 * @example
 * ```ts
 * const server = setupServer(...handlers(createMock()));
 * server.listen();
 * ```
 */
export function handlers(mock: MockHandler, options: HandlersOptions = {}): HttpHandler[] {
  const [first, ...others] = apisOf(mock);
  const place = options.baseUrl === undefined ? atAnyOrigin(mock.options.basePath) : parseBase(options.baseUrl);
  return [
    ...handlersOf(first, place, (request) => respond(mock, request, place.mount)),
    // both under the deployed base paths and at the services' bare paths
    ...others.flatMap((api) =>
      api.basePaths.flatMap((base) => handlersOf(api, atAnyOrigin(base), (request) => respond(mock, request))),
    ),
  ];
}

/** Where an API listens. */
interface Place {
  /** A pattern of its origin. */
  readonly origin: string;
  /** Its base path there. */
  readonly mount: string;
}

function handlersOf(
  { paths }: ApiPlace,
  { origin, mount }: Place,
  answer: (request: Request) => Promise<Response>,
): HttpHandler[] {
  return paths.map((path) => {
    // no named parameters: MSW would decode them, and answer 500 itself to a broken encoding
    const below = path
      .split(/\{\w+\}/)
      .map(escapePattern)
      .join('[^/]+');
    const url = new RegExp(`^${origin}${escapePattern(mount)}${below}$`);
    return http.all(url, ({ request }) => answer(request));
  });
}

const atAnyOrigin = (mount: string): Place => ({ origin: ANY_ORIGIN, mount });

const ANY_ORIGIN = 'https?://[^/]+';

function parseBase(baseUrl: string): Place {
  if (!URL.canParse(baseUrl)) {
    const example = 'https://openreplay.example.com/api/app';
    throw new OptionError(
      `Failed to create handlers: option baseUrl must be an absolute URL such as ${example}, received "${baseUrl}".`,
    );
  }
  const { origin, pathname } = new URL(baseUrl);
  return { origin: escapePattern(origin), mount: pathname.replace(/\/$/, '') };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
