import { type Fault, onText } from './fault.ts';
import { row } from './make.ts';

const headers =
  (change: (headers: Headers) => void): Fault['wrap'] =>
  (right) =>
  async (request) => {
    const reply = await right(request);
    if (reply.status === 200) change(reply.headers);
    return reply;
  };

/** Faults in the text of replies, whatever their content. */
export const textFaults: readonly Fault[] = [
  row(
    'REPLY-01',
    'content type text/html',
    headers((h) => h.set('content-type', 'text/html')),
  ),
  row(
    'REPLY-01',
    'no content type',
    headers((h) => h.delete('content-type')),
  ),
  row(
    'REPLY-01',
    'content type JSON in Latin-1',
    headers((h) => h.set('content-type', 'application/json; charset=iso-8859-1')),
  ),
  row(
    'REPLY-02',
    'a byte order mark',
    onText((text) => `\ufeff${text}`),
  ),
  row(
    'REPLY-02',
    'a body cut off',
    onText((text) => text.slice(0, -9)),
  ),
  row(
    'REPLY-02',
    'a trailing comma',
    onText((text) => text.replace(/\]\}/, ',]}')),
  ),
  row(
    'REPLY-02',
    'two documents in one body',
    onText((text) => `${text}${text}`),
  ),
  row(
    'REPLY-02',
    'NaN for null',
    onText((text) => text.replaceAll('null', 'NaN')),
  ),
  row(
    'REPLY-02',
    'Latin-1 bytes',
    onText((text) => Uint8Array.from(text, (c) => c.charCodeAt(0) & 255)),
  ),
  row(
    'REPLY-02',
    'a prefix against hijacking',
    onText((text) => `)]}',\n${text}`),
  ),
  row(
    'REPLY-03',
    'a key twice',
    onText((text) => text.replace(/"sessionId"/g, '"sessionId":1,"sessionId"')),
  ),
];
