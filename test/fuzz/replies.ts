/** A reply as it came over a socket. */
export interface Reply {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The replies that were read, and what follows them that is not a whole one yet. */
export interface Replies {
  readonly replies: readonly Reply[];
  readonly rest: string;
}

const STATUS_LINE = /^HTTP\/1\.1 (\d{3}) [\t\x20-\x7e]*$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~\w-]+): ?([\t\x20-\x7e\x80-\xff]*)$/;

/**
 * Reads replies as strictly as the standard writes them; interim ones (1xx) are left out.
 *
 * @param text - all that came, one character for a byte.
 * @param methods - those of the requests, in order. A reply beyond them is read as one to GET.
 * @throws Error for bytes that are no reply.
 */
export function readReplies(text: string, methods: readonly string[] = []): Replies {
  const replies: Reply[] = [];
  let at = 0;
  for (;;) {
    const end = text.indexOf('\r\n\r\n', at);
    if (end < 0) return { replies, rest: text.slice(at) };
    const head = readHead(text.slice(at, end));
    const body = readBody(text, end + 4, head, methods[replies.length] === 'HEAD');
    if (!body) return { replies, rest: text.slice(at) };
    if (head.status >= 200) replies.push({ ...head, body: body.text });
    at = body.end;
  }
}

function readHead(head: string): Omit<Reply, 'body'> {
  const [first = '', ...lines] = head.split('\r\n');
  const status = Number(STATUS_LINE.exec(first)?.[1]);
  if (!status) throw new Error(`This is no status line: ${JSON.stringify(first)}`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = HEADER_LINE.exec(line) ?? [];
    if (name === '') throw new Error(`This is no header: ${JSON.stringify(line)}`);
    if (headers.has(name.toLowerCase())) throw new Error(`This header comes twice: ${line}`);
    headers.set(name.toLowerCase(), value);
  }
  return { status, headers };
}

function readBody(text: string, from: number, head: Omit<Reply, 'body'>, isToHead: boolean) {
  // what could not be read as a request was not read as HEAD either
  const isBodiless =
    isToHead && !(head.status >= 400 && head.headers.get('connection') === 'close' && text[from] === '{');
  if (isBodiless || head.status < 200 || head.status === 204 || head.status === 304) return { text: '', end: from };
  const length = head.headers.get('content-length') ?? '';
  if (!/^\d+$/.test(length)) throw new Error(`A reply of status ${head.status} does not give its length`);
  const end = from + Number(length);
  return end > text.length ? undefined : { text: text.slice(from, end), end };
}
