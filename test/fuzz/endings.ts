import fc from 'fast-check';
import { DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';

/** What comes after the last whole request: something that is not one. */
export interface Ending {
  readonly text: string;
  /** How many replies a server may give to it: two where it may take the broken part for a request without a body. */
  readonly mostReplies: 1 | 2;
  /** Whether a server can tell at once that nothing good follows, so that it closes the connection by itself. */
  readonly isHopeless: boolean;
}

const API = `/api/app${sessionsPath()}?end_date=0`;
const HEAD = `Host: localhost\r\nAuthorization: ${DEVELOPMENT_KEY}\r\n`;
const SMUGGLED = `GET /__kit/health HTTP/1.1\r\nHost: localhost\r\n\r\n`;

const BROKEN_LINES = [
  ...[
    'GET',
    'GET /',
    'GET / ',
    'GET  / HTTP/1.1',
    'GET / HTTP/1.1 x',
    'GET / HTTP/9.9',
    'GET / http/1.1',
    'GET / HTTP/1',
    'get / HTTP/1.1',
  ],
  ...[
    '\0',
    '\xff\xfe',
    'GET /\0 HTTP/1.1',
    'GET /\xe9 HTTP/1.1',
    'GET /\x7f HTTP/1.1',
    'G\0T / HTTP/1.1',
    'HELO there',
    'QUIT',
  ],
  ...[
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'PRI * HTTP/2.0',
    'CONNECT localhost:80 HTTP/1.1',
    'HTTP/1.1 200 OK',
  ],
  ...[
    `GET ${'/'.repeat(9_000)} HTTP/1.1`,
    `${'G'.repeat(100)} / HTTP/1.1`,
    'GET\t/\tHTTP/1.1',
    'GET / HTTP/1.1\r',
    ' GET / HTTP/1.1',
  ],
];
const BROKEN_HEADERS = [
  ...[
    'no colon',
    ': no name',
    'sp ace: x',
    'a : b',
    'a\0: b',
    'a: b\0c',
    'a: b\rc',
    ' folded: x',
    'a: b\r\n folded',
    '\xe9: x',
  ],
  `a: ${'b'.repeat(20_000)}`,
];
/** A server that took one of these for something else than a proxy before it would let a request be smuggled in. */
const BROKEN_FRAMES = [
  ...[
    'Content-Length: -1',
    'Content-Length: +1',
    'Content-Length: 1 1',
    'Content-Length: 0x1',
    'Content-Length: 99999999999999999999',
  ],
  ...[
    'Content-Length: 1\r\nContent-Length: 2',
    'Content-Length: 1, 2',
    'Content-Length:',
    'Content-Length: 1e1',
    'Content-Length: \xd9\xa3',
  ],
  ...['Transfer-Encoding: chunked\r\nContent-Length: 3', 'Content-Length: 3\r\nTransfer-Encoding: chunked'],
  ...[
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding: gzip',
    'Transfer-Encoding:\x0bchunked',
  ],
  ...[
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    'Transfer-Encoding : chunked',
    'Transfer-Encoding: identity',
  ],
];
const BROKEN_CHUNKS = [
  ...[
    'zz\r\n',
    '-1\r\nx\r\n',
    '+1\r\nx\r\n',
    '0x1\r\nx\r\n',
    'FFFFFFFFFFFFFFFFF\r\n',
    '1\r\nxx\r\n',
    '1\nx\r\n',
    '1 \r\n',
    '\r\n',
    '1\r\n\r\n\r\n',
  ],
  ...[
    '1;\r\nx',
    `1;${'e'.repeat(20_000)}\r\nx\r\n`,
    '0\r\nbad trailer\r\n\r\n',
    '0\r\nx: y\0\r\n\r\n',
    '1\r\nx\r\n0',
    '5\r\nabc',
    '1\r',
  ],
];

const methods = fc.constantFrom('POST', 'GET');
const paths = fc.constantFrom(API, '/__kit/reset');

/** The start line is broken, or a header. */
const brokenHeads: fc.Arbitrary<Ending> = fc
  .oneof(
    fc.constantFrom(...BROKEN_LINES).map((line) => `${line}\r\n${HEAD}\r\n`),
    fc.tuple(methods, paths, fc.constantFrom(...BROKEN_HEADERS)).map((parts) => withHeader(...parts)),
    fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
  )
  .map((text) => ({ text: text + SMUGGLED, mostReplies: 2, isHopeless: false }));

/** Where the body ends is not given, or given in two ways. */
const brokenFrames: fc.Arbitrary<Ending> = fc
  .oneof(
    fc.tuple(methods, paths, fc.constantFrom(...BROKEN_FRAMES)).map((parts) => withHeader(...parts)),
    fc
      .tuple(methods, paths, fc.constantFrom(...BROKEN_CHUNKS))
      .map(
        ([method, path, chunk]) => `${method} ${path} HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunk}`,
      ),
  )
  .map((text) => ({ text: text + SMUGGLED, mostReplies: 1, isHopeless: false }));

function withHeader(method: string, path: string, header: string): string {
  return `${method} ${path} HTTP/1.1\r\n${HEAD}${header}\r\n\r\nabc`;
}

/** What no server takes, whatever follows. */
const hopeless: fc.Arbitrary<Ending> = fc
  .constantFrom(
    `HELO there\r\n${SMUGGLED}`,
    `GET /\0 HTTP/1.1\r\n${HEAD}\r\n${SMUGGLED}`,
    `POST ${API} HTTP/1.1\r\n${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    `POST ${API} HTTP/1.1\r\n${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx${SMUGGLED}`,
    `GET ${API} HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n${SMUGGLED}`,
    `POST /__kit/reset HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n${SMUGGLED}`,
    `GET ${API} HTTP/1.1\r\n${HEAD}a: ${'b'.repeat(20_000)}\r\n\r\n`,
    `CONNECT localhost:80 HTTP/1.1\r\n${HEAD}\r\n${SMUGGLED}`,
  )
  .map((text) => ({ text, mostReplies: 1, isHopeless: true }));

/** Breaks off in the middle: of a line, of the headers, of a body. */
const truncated: fc.Arbitrary<Ending> = fc
  .tuple(
    fc.constantFrom(
      `GET ${API} HTTP/1.1\r\n${HEAD}\r\n`,
      `POST ${API} HTTP/1.1\r\n${HEAD}Content-Length: 20\r\n\r\n0123456789`,
      `POST /__kit/reset HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{"a":`,
      `POST /__kit/reset HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"a"`,
    ),
    fc.nat(),
  )
  .map(([text, where]) => ({
    text: text.slice(0, 1 + (where % (text.length - 1))),
    mostReplies: 1,
    isHopeless: false,
  }));

/** Endings of all kinds. */
export const endings: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 2, arbitrary: brokenHeads },
  { weight: 2, arbitrary: brokenFrames },
  hopeless,
  truncated,
);
