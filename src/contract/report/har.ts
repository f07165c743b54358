import { VERSION } from '../../shared/version.ts';
import type { SeenExchange, SeenHeader } from '../outcome/seen-exchange.ts';

/** The beginning of a HAR file (HTTP Archive 1.2); the entries follow, and then {@link HAR_END}. */
export const HAR_START = `{"log":{"version":"1.2","creator":${JSON.stringify({ name: 'openreplay-kit', version: VERSION })},"entries":[`;

/** The end of a HAR file. */
export const HAR_END = '\n]}}\n';

/** Writes an exchange as an entry of a HAR file. A fault has status 0 and its reason in `_error`, as in browsers. */
export function toHarEntry({ startedAt, durationMs, request, reply, fault }: SeenExchange): string {
  const typeOf = (headers: readonly SeenHeader[]) => headerOf(headers, 'content-type') ?? '';
  return JSON.stringify({
    startedDateTime: new Date(startedAt).toISOString(),
    time: durationMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers.map(toPair),
      queryString: URL.canParse(request.url) ? [...new URL(request.url).searchParams].map(toPair) : [],
      ...(request.body !== undefined && {
        postData: { mimeType: typeOf(request.headers), text: request.body },
      }),
      headersSize: -1,
      bodySize: request.body === undefined ? 0 : new TextEncoder().encode(request.body).length,
    },
    response: {
      status: reply?.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: (reply?.headers ?? []).map(toPair),
      content: {
        size: reply?.size ?? 0,
        mimeType: typeOf(reply?.headers ?? []),
        ...(reply?.body === undefined ? { comment: 'no text in UTF-8' } : { text: reply.body }),
      },
      redirectURL: headerOf(reply?.headers ?? [], 'location') ?? '',
      headersSize: -1,
      bodySize: reply?.size ?? -1,
      ...(fault !== undefined && { _error: fault }),
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  });
}

function toPair([name, value]: SeenHeader): { readonly name: string; readonly value: string } {
  return { name, value };
}

function headerOf(headers: readonly SeenHeader[], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
