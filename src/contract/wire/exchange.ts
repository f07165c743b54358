/** The value of an Authorization header, and how a shell writes it without showing the key. */
export interface Credential {
  readonly value: string;
  /** For a double-quoted shell word, such as `${OPENREPLAY_API_KEY}x`. */
  readonly shell: string;
}

/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credential: Credential | undefined;
  /** True for requests that a front-end may answer before the API sees them: rules on the body of refusals do not hold. */
  readonly isOdd: boolean;
}

/** A complete reply. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The body as text; undefined where it is not UTF-8. */
  readonly text: string | undefined;
}

/** How an exchange ended without a complete reply. */
export interface TransportFault {
  readonly kind: 'unreachable' | 'timeout' | 'broken' | 'too-large';
  readonly message: string;
}

/** One request with what came of it. */
export interface Exchange {
  readonly request: SentRequest;
  readonly reply?: Reply;
  readonly fault?: TransportFault;
}

/** Gives a line that repeats the request, with keys as shell variables. */
export function toCurl({ method, url, headers, credential }: SentRequest): string {
  const parts = ['curl', '-i', '--path-as-is', '--globoff'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== 'GET') parts.push('-X', method);
  if (credential) {
    // curl sends an empty header only when its name ends in a semicolon
    parts.push('-H', credential.value === '' ? "'Authorization;'" : `"Authorization: ${credential.shell}"`);
  }
  for (const [name, value] of Object.entries(headers)) parts.push('-H', quote(`${name}: ${value}`));
  return [...parts, quote(url)].join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Says in a few words how an exchange ended. */
export function describeEnd({ reply, fault }: Exchange): string {
  if (fault) return fault.message;
  return `status ${reply?.status}${excerpt(reply)}`;
}

function excerpt(reply: Reply | undefined): string {
  if (!reply || reply.bytes.length === 0) return ' with an empty body';
  const text = reply.text ?? `${reply.bytes.length} bytes that are not UTF-8`;
  return ` with ${text.length > 200 ? `${text.slice(0, 200)}… (${reply.bytes.length} bytes)` : text}`;
}
