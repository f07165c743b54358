import { cut } from './cut.ts';

/** The value of an Authorization header, and its shell form, which does not reveal the key. */
export interface Credential {
  readonly value: string;
  /** For a double-quoted shell word, such as `${OPENREPLAY_API_KEY}x`. */
  readonly shell: string;
  /** Whether the value is complete, without the scheme of the API. */
  readonly isWholeHeader?: boolean;
}

/** What a request means to the API: one of its operations. */
export interface AskedOperation {
  readonly operationId: string;
  readonly method: string;
  /** The path below the base path, with `{name}` for each parameter. */
  readonly path: string;
}

/** A request as it was sent. */
export interface SentRequest {
  /** The requested operation, however it is spelled; undefined for a path that no operation has. */
  readonly operation?: AskedOperation | undefined;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credential: Credential | undefined;
  /** The text of the body, if there is one. */
  readonly body?: string | undefined;
  /** True for requests that a proxy in front may answer before the API sees them: rules on the body of refusals do not apply. */
  readonly isOdd: boolean;
  /** True if real servers of the API are known to fail with a 5xx status, which then counts as a refusal. */
  readonly mayFail?: boolean | undefined;
  /** Its raw form, if it was sent over a raw connection; undefined if it was sent by `fetch`. */
  readonly raw?: SentRaw | undefined;
}

/** A field of a request. */
export interface RawField {
  readonly name: string;
  readonly value: string;
  /** The shell form of a value that contains a key. */
  readonly shell?: string;
}

/** A request in its raw form. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly fields: readonly RawField[];
  readonly content: string;
}

/** A request sent over a raw connection, with the others on that connection. */
export interface SentRaw extends RawRequest {
  readonly origin: string;
  /** The previous request on the same connection. */
  readonly after?: SentRequest | undefined;
  /** All requests that were pipelined with it, including itself. */
  readonly together?: readonly SentRequest[] | undefined;
}

/** Whether a request uses the method of its operation; GET if it has none. */
export function isAsDocumented({ method, operation }: SentRequest): boolean {
  return method === (operation?.method ?? 'GET');
}

/** Whether a request names no host, or another one than the server's: of several sites on a server, another may answer it. */
export function isForAnotherSite({ raw }: SentRequest): boolean {
  if (!raw) return false;
  const { host } = new URL(raw.origin);
  const named = raw.fields.filter(({ name }) => name.toLowerCase() === 'host').map(({ value }) => value);
  const inTarget = /^https?:\/\/([^/]*)/.exec(raw.target)?.[1];
  return named.length === 0 || [...named, inTarget ?? host].some((name) => name !== host);
}

/** A complete reply. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The body as text; undefined if it is not UTF-8. */
  readonly text: string | undefined;
}

/** Longer requests may exceed the limits of a proxy in front of a server. */
const LONGEST_USUAL = 1_000;

/**
 * Whether a request was refused: with a 4xx status or, if it is unusually long, by closing the connection, as some
 * servers do without reading the rest.
 */
export function isRefusal({ request, reply, fault }: Exchange): boolean {
  if (reply) return reply.status >= 400 && reply.status < (request.mayFail ? 600 : 500);
  return fault?.kind === 'broken' && request.isOdd && sizeOf(request) > LONGEST_USUAL;
}

/**
 * Whether a cache in front failed for a range that cannot be read, as Varnish does: the API is to ignore such a range
 * (RFC 9110, 14.2), but never sees it.
 */
export function isRangeRefused({ request, reply }: Exchange): boolean {
  const { range } = request.headers;
  return reply?.status === 503 && range !== undefined && !/^[\w-]+=[\d\s,-]+$/.test(range);
}

/** The approximate size of a request, in characters. */
export function sizeOf({ url, headers, credential, body = '' }: SentRequest): number {
  return url.length + body.length + JSON.stringify(headers).length + (credential?.value.length ?? 0);
}

/** Whether a reply is a redirect. */
export function isRedirect({ reply }: Exchange): boolean {
  const status = reply?.status ?? 0;
  return status >= 300 && status < 400 && status !== 304;
}

/** How an exchange ended without a complete reply. */
export interface TransportFault {
  readonly kind: 'unreachable' | 'timeout' | 'broken' | 'too-large' | 'closed' | 'malformed';
  readonly message: string;
  /** The code of the error, such as `ECONNREFUSED`, if it has one. */
  readonly code?: string | undefined;
  /** Whether the part of a reply that was read before the size limit begins as a JSON object does. */
  readonly isJson?: boolean;
}

/** One request with its outcome. */
export interface Exchange {
  readonly request: SentRequest;
  readonly reply?: Reply;
  readonly fault?: TransportFault;
  /** Whether the server asked to retry later, and the request will be retried. @defaultValue `false` */
  readonly isPutOff?: boolean;
  /** When it was sent, and how long it took. */
  readonly time?: ExchangeTime;
}

/** When something started, in ms since 1970, and how long it took, in ms. */
export interface ExchangeTime {
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Starts to time an exchange; the returned function gives the result. */
export function takeTime(): () => ExchangeTime {
  const began = performance.now();
  return () => ({ startedAt: performance.timeOrigin + began, durationMs: performance.now() - began });
}

/** Describes in a few words how an exchange ended. */
export function describeEnd({ reply, fault }: Exchange): string {
  if (fault) return fault.message;
  return `status ${reply?.status}${excerpt(reply)}`;
}

const LONGEST_EXCERPT = 200;

function excerpt(reply: Reply | undefined): string {
  if (!reply || reply.bytes.length === 0) return ' with an empty body';
  const text = reply.text ?? `${reply.bytes.length} bytes that are not UTF-8`;
  return ` with ${cut(text, LONGEST_EXCERPT)}${text.length > LONGEST_EXCERPT ? ` (${reply.bytes.length} bytes)` : ''}`;
}
