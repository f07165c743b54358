import { once } from 'node:events';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { type RecordedReply, type RecordedRequest, toWire } from './exchange.ts';

/** Sends a recorded request to a server, and returns its complete reply. */
export async function askRecorded(baseUrl: string, request: RecordedRequest): Promise<RecordedReply> {
  const { host, port, hostname } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  let received = Buffer.alloc(0);
  // a server that has answered may close before the rest of the body is sent
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  const complete = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (isWhole(received, request.method)) resolve();
    });
  });
  socket.write(toWire(request, host));
  await Promise.race([complete, closed]);
  socket.destroy();
  return parseReply(received.toString('latin1'));
}

/** Whether a reply that declares its length is complete. */
function isWhole(bytes: Buffer, method: string | undefined): boolean {
  const text = withoutInterim(bytes.toString('latin1'));
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const head = text.slice(0, headEnd);
  const body = text.slice(headEnd + 4);
  if (method === 'HEAD') return true;
  if (/^transfer-encoding: chunked/im.test(head)) return /(^|\r\n)0\r\n\r\n$/.test(body);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return length !== undefined && body.length >= Number(length);
}

function withoutInterim(text: string): string {
  return text.replace(/^(?:HTTP\/1\.1 1\d\d[\s\S]*?\r\n\r\n)+/, '');
}

function parseReply(received: string): RecordedReply {
  const text = withoutInterim(received);
  const headEnd = text.indexOf('\r\n\r\n');
  const [status = '', ...lines] = text.slice(0, Math.max(headEnd, 0)).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const raw = headEnd < 0 ? '' : text.slice(headEnd + 4);
  const isChunked = headers.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked');
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  // what follows is the reply to another request
  const own = isChunked ? joinChunks(raw) : raw.slice(0, length === undefined ? raw.length : Number(length));
  const isZipped = headers.some(([name, value]) => name.toLowerCase() === 'content-encoding' && value === 'gzip');
  const bytes = Buffer.from(own, 'latin1');
  const body = (isZipped && bytes.length > 0 ? gunzipSync(bytes) : bytes).toString('utf8');
  const isOpen = !headers.some(([name, value]) => name.toLowerCase() === 'connection' && value === 'close');
  return { status, headers, body, open: isOpen };
}

function joinChunks(raw: string): string {
  let body = '';
  for (let at = 0; at < raw.length; ) {
    const end = raw.indexOf('\r\n', at);
    const size = Number.parseInt(raw.slice(at, end), 16);
    if (!(size > 0)) break;
    body += raw.slice(end + 2, end + 2 + size);
    at = end + 4 + size;
  }
  return body;
}
