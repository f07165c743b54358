import { cut } from './cut.ts';

/** The value of an Authorization header, and how a shell writes it without showing the key. */
export interface Credential {
  readonly value: string;
  /** For a double-quoted shell word, such as `${OPENREPLAY_API_KEY}x`. */
  readonly shell: string;
  /** Whether nothing goes before it, as the API's scheme does else. */
  readonly isWholeHeader?: boolean;
}

/** What a request means to the API: a row of its operations. */
export interface AskedOperation {
  readonly operationId: string;
  readonly method: string;
  /** The path below the base path, with `{name}` for each parameter. */
  readonly path: string;
}

/** A request as it was sent. */
export interface SentRequest {
  /** The operation that was asked, however it was spelled; undefined for a path that no operation has. */
  readonly operation?: AskedOperation | undefined;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credential: Credential | undefined;
  /** Text of the body, where it has one. */
  readonly body?: string | undefined;
  /** True for requests that a front-end may answer before the API sees them: rules on the body of refusals do not hold. */
  readonly isOdd: boolean;
  /** True where real servers of the API are known to fail with a status of 5xx; that counts as a refusal. */
  readonly mayFail?: boolean | undefined;
  /** How it was written where it went over a raw connection; undefined for what `fetch` wrote. */
  readonly raw?: SentRaw | undefined;
}

/** A field of a request. */
export interface RawField {
  readonly name: string;
  readonly value: string;
  /** How a shell writes the value without showing a key, where it holds one. */
  readonly shell?: string;
}

/** A request as it goes over the wire. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly fields: readonly RawField[];
  readonly content: string;
}

/** A request that went over a raw connection, and what else went over it. */
export interface SentRaw extends RawRequest {
  readonly origin: string;
  /** The request right before it over the same connection. */
  readonly after?: SentRequest | undefined;
  /** All that were sent at once with it, itself included. */
  readonly together?: readonly SentRequest[] | undefined;
}

/** Whether a request has the method of its operation; GET where it has none. */
export function isAsDocumented({ method, operation }: SentRequest): boolean {
  return method === (operation?.method ?? 'GET');
}

/** A complete reply. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The body as text; undefined where it is not UTF-8. */
  readonly text: string | undefined;
}

/** Longer requests may be too long for what stands in front of a server. */
const LONGEST_USUAL = 1_000;

/**
 * Whether a request was refused: with a status of 4xx, or, where it is unusually long, by a closed connection, as some
 * servers close it with the rest unread.
 */
export function isRefusal({ request, reply, fault }: Exchange): boolean {
  if (reply) return reply.status >= 400 && reply.status < (request.mayFail ? 600 : 500);
  return fault?.kind === 'broken' && request.isOdd && sizeOf(request) > LONGEST_USUAL;
}

/** How many characters a request has, at least. */
export function sizeOf({ url, headers, credential, body = '' }: SentRequest): number {
  return url.length + body.length + JSON.stringify(headers).length + (credential?.value.length ?? 0);
}

/** Whether a reply sends the client elsewhere. */
export function isRedirect({ reply }: Exchange): boolean {
  const status = reply?.status ?? 0;
  return status >= 300 && status < 400 && status !== 304;
}

/** How an exchange ended without a complete reply. */
export interface TransportFault {
  readonly kind: 'unreachable' | 'timeout' | 'broken' | 'too-large' | 'closed' | 'malformed';
  readonly message: string;
  /** The code of the error, such as `ECONNREFUSED`, where it has one. */
  readonly code?: string | undefined;
}

/** One request with what came of it. */
export interface Exchange {
  readonly request: SentRequest;
  readonly reply?: Reply;
  readonly fault?: TransportFault;
  /** Whether the server said to ask again later, and that is done. @defaultValue `false` */
  readonly isPutOff?: boolean;
  /** When it was sent, and how long it took. */
  readonly time?: ExchangeTime;
}

/** When something began, in ms since 1970, and how long it took, in ms. */
export interface ExchangeTime {
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Starts to take the time of an exchange; gives it when asked. */
export function takeTime(): () => ExchangeTime {
  const began = performance.now();
  return () => ({ startedAt: performance.timeOrigin + began, durationMs: performance.now() - began });
}

/** Says in a few words how an exchange ended. */
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
