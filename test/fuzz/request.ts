/** A request as its parts, each sent as it stands: one character is one byte. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly version: '1.1' | '1.0';
  readonly headers: readonly Header[];
  readonly body: Body;
}

/** A header line, name and value as sent. */
export type Header = readonly [name: string, value: string];

/** A body by the way in which its length is given. */
export type Body =
  | { readonly by: 'nothing' }
  | { readonly by: 'content-length'; readonly text: string }
  | { readonly by: 'chunks'; readonly chunks: readonly string[]; readonly extension: string; readonly trailer: string };

/** Writes a request, framed so that a server can tell where it ends. */
export function encodeRequest({ method, target, version, headers, body }: Request): string {
  const lines = [...headers, ...framing(body)].map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/${version}\r\n${lines.join('')}\r\n${encodeBody(body)}`;
}

/** Returns the value of a header as node:http gives it: lines of the same name joined. */
export function headerOf({ headers }: Request, name: string): string | undefined {
  const values = headers.flatMap(([key, value]) => (key.toLowerCase() === name ? [value.trim()] : []));
  return values.length === 0 ? undefined : values.join(', ');
}

function framing(body: Body): Header[] {
  if (body.by === 'content-length') return [['Content-Length', String(body.text.length)]];
  return body.by === 'chunks' ? [['Transfer-Encoding', 'chunked']] : [];
}

function encodeBody(body: Body): string {
  if (body.by === 'nothing') return '';
  if (body.by === 'content-length') return body.text;
  const chunks = body.chunks
    .filter((chunk) => chunk !== '')
    .map((chunk) => `${chunk.length.toString(16)}${body.extension}\r\n${chunk}\r\n`);
  return `${chunks.join('')}0\r\n${body.trailer}\r\n`;
}
