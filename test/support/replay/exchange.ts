/** A recorded request. */
export interface RecordedRequest {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | null;
  /** The body if it is not text. */
  readonly bodyHex?: string;
  /** The size of the chunks in which the body is sent, in bytes. */
  readonly chunked?: number;
  /** Whether the connection may stay open. */
  readonly keep?: boolean;
  readonly version?: string;
  /** The whole raw request, instead of all other fields. */
  readonly raw?: string;
  /** Whether `{{c*N}}` means N times c. */
  readonly packed?: boolean;
}

/** A recorded reply. */
export interface RecordedReply {
  /** The status line. */
  readonly status: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Whether the server kept the connection open. */
  readonly open?: boolean;
}

/** A request to a real server, and its answer. */
export interface Exchange {
  readonly name: string;
  readonly group: string;
  readonly request: RecordedRequest;
  readonly response: RecordedReply;
}

/** Writes the bytes of a request to a host. */
export function toWire(request: RecordedRequest, host: string): Buffer {
  const unpack = (text: string) =>
    request.packed
      ? text.replace(/\{\{([\s\S])\*(\d+)\}\}/g, (_, text: string, count: string) => text.repeat(Number(count)))
      : text;
  if (request.raw !== undefined) return Buffer.from(unpack(request.raw));
  const { method = 'GET', target = '/', headers = [], version = 'HTTP/1.1', keep = false } = request;
  const body = toBody(request, unpack);
  const has = (name: string) => headers.some(([each]) => each.toLowerCase() === name);
  const lines = [
    `${method} ${target} ${version}`,
    ...(has('host') ? [] : [`Host: ${host}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined || has('content-length') || request.chunked ? [] : [`Content-Length: ${body.length}`]),
    ...(request.chunked ? ['Transfer-Encoding: chunked'] : []),
    ...(keep || has('connection') ? [] : ['Connection: close']),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  return Buffer.concat([head, ...(body ? (request.chunked ? inChunks(body, request.chunked) : [body]) : [])]);
}

function toBody({ body, bodyHex }: RecordedRequest, unpack: (text: string) => string): Buffer | undefined {
  if (bodyHex !== undefined) return Buffer.from(bodyHex, 'hex');
  return body === undefined || body === null ? undefined : Buffer.from(unpack(body));
}

function inChunks(body: Buffer, size: number): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return [...parts, Buffer.from('0\r\n\r\n')];
}
