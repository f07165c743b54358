import fc from 'fast-check';
import { DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import type { Body, Header, Request } from './request.ts';

/** Text that goes through a request line or a header as it stands. */
const visible = (maxLength: number) =>
  fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map(toCharacter), maxLength });
const bytes = (maxLength: number) => fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map(toCharacter), maxLength });

function toCharacter(code: number): string {
  return String.fromCharCode(code);
}

const ODD_SEGMENTS = [
  ...['%', '%%', '%2', '%zz', '%C3%28', '%C3', '%ED%A0%80', '%F0%9F%92%A9', '%00', '%0d%0a', '%2F', '%252F', '%2e%2e'],
  ...['..', '.', '', '~', '*', ';a=b', '__proto__', 'constructor', 'undefined', 'null', '-1', '0', '1e999', '\\', '//'],
];
const segments = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_SEGMENTS) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
  },
  { weight: 1, arbitrary: fc.integer({ min: 250, max: 800 }).map((length) => 'x'.repeat(length)) },
  { weight: 1, arbitrary: fc.emailAddress().map(encodeURIComponent) },
  { weight: 1, arbitrary: visible(20).map((text) => text.replace(/[?#]/g, '')) },
);
const projects = fc.oneof({ weight: 4, arbitrary: fc.constant(DOCUMENTED_PROJECT_KEY) }, segments);
const users = fc.oneof({ weight: 2, arbitrary: fc.constant(DOCUMENTED_USER_ID) }, fc.constant('ada'), segments);

const NUMBERS = [
  ...[
    '0',
    '-0',
    '-1',
    '1',
    '1623440905732',
    '1767225600000',
    '8640000000000000',
    '8640000000000001',
    '9007199254740993',
  ],
  ...[
    '99999999999999999999999999',
    '-99999999999999999999',
    '1e3',
    '1e999',
    '0x10',
    '1.5',
    'NaN',
    'Infinity',
    '+1',
    '٣',
  ],
  ...['', '%20', '01', '1_000', '%00', '%', '1623440905732%20', 'null', 'true', '[]', '1,2'],
].map((text) => text.replace(/[^\x21-\x7e]/g, encodeURIComponent));
const names = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('start_date', 'end_date') },
  fc.constantFrom(
    'START_DATE',
    'start%5Fdate',
    'start_date[]',
    'end_date%00',
    '__proto__',
    'limit',
    'key',
    '',
    '=',
    '%',
  ),
);
const parameters = fc.tuple(names, fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NUMBERS) }, segments));
const queries = fc
  .tuple(fc.array(parameters, { maxLength: 4 }), fc.constantFrom('&', '&', '&&', ';', '?'))
  .map(([pairs, joint]) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join(joint)}`));

const CONTROL_READS = [
  ...['health', 'projects', 'users', 'events', 'snapshot', 'scenarios', 'faults', 'clock', 'requests', 'openapi.json'],
  ...['', 'nothing', '../api/app', '%2e%2e/', 'faults/1', 'scenarios/slow', 'requests/', '/health'],
];
const controlQueries = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      '?limit=1',
      '?limit=-1',
      '?limit=1e9&limit=2',
      '?userId=ada',
      '?search=%',
      '?after=x',
    ),
  },
  queries,
);
const controlPaths = (names: readonly string[]) =>
  fc.tuple(fc.constantFrom(...names), controlQueries).map(([name, query]) => `/__kit/${name}${query}`);

const apiTargets = fc
  .tuple(projects, users, queries)
  .map(([project, user, query]) => `/api/app/${project}/users/${user}/sessions${query}`);
const oddTargets = fc.oneof(
  fc.constantFrom(
    '/',
    '*',
    '/api',
    '/api/app',
    '//',
    '/?',
    '/%',
    '/__kit',
    '/__kitchen',
    '/.',
    '/api/app/a/users/b/sessions/',
  ),
  fc.constantFrom(
    '/studio/',
    '/studio/..%2f..%2fpackage.json',
    '/studio/../package.json',
    '/studio/%00',
    '/studio/index.html',
  ),
  fc
    .tuple(fc.constantFrom('http://h', 'HTTPS://u@h:1', 'http://[::1]:80', 'http://', 'ftp://h', 'h:80'), apiTargets)
    .map((parts) => parts.join('')),
  visible(40).map((text) => `/${text}`),
  fc.tuple(apiTargets, visible(10)).map((parts) => parts.join('#')),
  visible(20).filter((text) => text !== ''),
);

const keys = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Header[]>([['Authorization', DEVELOPMENT_KEY]]) },
  fc.constant<Header[]>([]),
  fc.constant<Header[]>([
    ['authorization', DEVELOPMENT_KEY],
    ['AUTHORIZATION', 'other'],
  ]),
  fc
    .constantFrom('', ' ', `Bearer ${DEVELOPMENT_KEY}`, DEVELOPMENT_KEY.toLowerCase(), '__proto__')
    .map((key): Header[] => [['Authorization', key]]),
  visible(200).map((key): Header[] => [['Authorization', key]]),
);
const ownHost: fc.Arbitrary<Header[]> = fc
  .constantFrom('127.0.0.1', 'localhost:4010', '[::1]')
  .map((host) => [['Host', host]]);
const hosts = fc.oneof(
  { weight: 9, arbitrary: ownHost },
  fc.constantFrom<Header[]>(
    [],
    [['Host', '']],
    [['Host', 'evil.example']],
    [
      ['Host', 'localhost'],
      ['host', 'evil.example'],
    ],
  ),
);
const PREFERENCES = [
  ...[
    'code=404',
    'code=503',
    'code=200',
    'code=99',
    'code=1e3',
    'code=-1',
    'example=empty',
    'example=constructor',
    'example=',
  ],
  ...[
    'example=__proto__',
    'delay=3',
    'delay=-1',
    'delay=1e9',
    'delay=9999999999',
    'code=500, example=nothing',
    ',,;=',
    '"',
    'code="404"',
  ],
];
const prefers = fc.constantFrom(...PREFERENCES).map((value): Header => ['Prefer', value]);
const harmless = fc.oneof(
  prefers,
  fc.constantFrom<Header>(
    ...(['100-continue', '200-ok', '', '100-continue, x'].map((value) => ['Expect', value]) as Header[]),
    ...(['close', 'keep-alive', 'upgrade', 'x', 'Close'].map((value) => ['Connection', value]) as Header[]),
    ...([
      ['Upgrade', 'websocket'],
      ['Upgrade', 'h2c'],
      ['Sec-WebSocket-Key', 'AAAA'],
      ['HTTP2-Settings', 'AAAA'],
    ] as Header[]),
    ...([
      ['Range', 'bytes=0-1'],
      ['If-None-Match', '*'],
      ['Accept-Encoding', 'gzip;q=x'],
      ['Cookie', 'a=b'],
    ] as Header[]),
    ...([
      ['Origin', 'http://localhost:1'],
      ['Origin', 'http://evil.example'],
      ['X-Forwarded-For', '1.1.1.1'],
    ] as Header[]),
    ...([
      ['X-HTTP-Method-Override', 'DELETE'],
      ['Content-Type', 'text/plain'],
      ['Max-Forwards', '-1'],
    ] as Header[]),
  ),
  fc.tuple(
    visible(8).map((name) => `X-${name.replace(/[^\w]/g, '')}`),
    bytes(30).map(toHeaderValue),
  ),
);
const bulks = fc.oneof(
  fc.integer({ min: 1_000, max: 20_000 }).map((length): Header[] => [['X-Long', 'v'.repeat(length)]]),
  fc.integer({ min: 100, max: 3_000 }).map((count): Header[] => Array.from({ length: count }, () => ['a', 'b'])),
);
const extras = fc
  .tuple(fc.array(harmless, { maxLength: 4 }), fc.oneof({ weight: 12, arbitrary: fc.constant<Header[]>([]) }, bulks))
  .map(([few, bulk]) => [...few, ...bulk]);

function toHeaderValue(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
}

const none: fc.Arbitrary<Body> = fc.constant({ by: 'nothing' });
const bodyOf = (texts: fc.Arbitrary<string>): fc.Arbitrary<Body> =>
  fc.oneof(
    texts.map((text): Body => ({ by: 'content-length', text })),
    fc.record({
      by: fc.constant('chunks' as const),
      chunks: texts.chain((text) => fc.nat(text.length).map((at) => [text.slice(0, at), text.slice(at)])),
      extension: fc.constantFrom('', ';a', ';a=b', ';a="b"'),
      trailer: fc.constantFrom(
        '',
        'X-Trailer: 1\r\n',
        `Authorization: ${DEVELOPMENT_KEY}\r\n`,
        'Host: evil.example\r\n',
      ),
    }),
  );
const anyBody = fc.oneof(
  { weight: 4, arbitrary: none },
  {
    weight: 1,
    arbitrary: bodyOf(
      fc.oneof(
        bytes(40),
        fc.constant('GET / HTTP/1.1\r\n\r\n'),
        fc.nat(9_000).map((n) => 'b'.repeat(n)),
      ),
    ),
  },
);

const OTHER_METHODS = [
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'M-SEARCH',
  'LINK',
];
const methods = fc.oneof({ weight: 4, arbitrary: fc.constant('GET') }, fc.constantFrom(...OTHER_METHODS));
const versions = fc.oneof({ weight: 8, arbitrary: fc.constant('1.1' as const) }, fc.constant('1.0' as const));

function toRequest(parts: {
  readonly method: string;
  readonly target: string;
  readonly version: '1.1' | '1.0';
  readonly groups: readonly (readonly Header[])[];
  readonly body: Body;
}): Request {
  const { groups, ...rest } = parts;
  const headers = groups.flat();
  const first = headers.findIndex(isConnection);
  // what two of them mean that contradict each other nobody knows
  return { ...rest, headers: headers.filter((header, index) => index === first || !isConnection(header)) };
}

function isConnection([name]: Header): boolean {
  return name === 'Connection';
}

const toApi = fc
  .record({
    method: methods,
    target: fc.oneof({ weight: 4, arbitrary: apiTargets }, oddTargets),
    version: versions,
    groups: fc.tuple(hosts, keys, extras),
    body: anyBody,
  })
  .map(toRequest);

const controlReads = fc
  .record({
    method: fc.constantFrom('GET', 'GET', 'HEAD', 'OPTIONS', 'TRACE'),
    target: controlPaths(CONTROL_READS),
    version: versions,
    groups: fc.tuple(hosts, extras),
    body: none,
  })
  .map(toRequest);

const writes = fc.constantFrom(
  ...(['POST record', 'POST reset', 'PUT snapshot', 'PUT scenarios/outage', 'POST faults', 'PATCH clock'] as const),
);
const JSON_TYPE: Header = ['Content-Type', 'application/json'];
const BAD_JSON = [
  ...['{', '[', '"', '{"a":1,}', 'nul', '\xef\xbb\xbf[1]', '\xff\xfe', '{"userId":"\\ud800"', '01', '1e', '{}{}', '\0'],
  ...[
    '[1]',
    '1e400',
    '"x"',
    'null',
    '{"x":1}',
    '{"__proto__":{"userId":1},"x":1}',
    '[{}]',
    '{"userId":"","events":[],"x":0}',
  ],
  ...[
    '{"advance":"1000000d","x":1}',
    '{"speed":-1,"advance":-1}',
    '{"version":9e99,"recorded":[{}]}',
    '{"status":200}',
  ],
  ...['{"userId":"a","events":[{"type":"LOCATION","path":1}]}', '{"userId":"a","events":[{"type":"x"}]}'],
];
const badJson = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...BAD_JSON) },
  fc.nat(2_000).map((depth) => `{"userId":${'['.repeat(depth)}`),
  fc.nat(900).map((depth) => `{"userId":${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}}`),
  fc.integer({ min: 4_000, max: 9_000 }).map((length) => `{"userId":"${'u'.repeat(length)}"}`),
);
/** Asks to change the state, with a body that cannot; one that is empty could. */
const badWrites = fc
  .tuple(
    writes,
    ownHost,
    badJson.chain((text) => bodyOf(fc.constant(text))),
    versions,
  )
  .map(([write, host, body, version]): Request => {
    const [method = '', path] = write.split(' ');
    return { method, target: `/__kit/${path}`, version, headers: [...host, JSON_TYPE], body };
  });

const GUARDED: readonly Header[][] = [
  [['Host', '127.0.0.1'], JSON_TYPE, ['Origin', 'http://evil.example']],
  [['Host', '127.0.0.1'], JSON_TYPE, ['Origin', 'null']],
  [['Host', '127.0.0.1'], JSON_TYPE, ['Sec-Fetch-Site', 'cross-site']],
  [
    ['Host', '127.0.0.1'],
    ['Content-Type', 'text/plain'],
  ],
  [
    ['Host', '127.0.0.1'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ],
  [['Host', '127.0.0.1'], JSON_TYPE, ['Content-Type', 'text/plain']],
  [['Host', '127.0.0.1']],
  [['Host', 'evil.example'], JSON_TYPE],
  [['Host', '127.0.0.1'], ['Host', 'evil.example'], JSON_TYPE],
];
/** Would change the state, and comes as a page of another site can send it. */
const foreignWrites = fc
  .tuple(fc.constantFrom('POST reset', 'PUT scenarios/outage'), fc.constantFrom(...GUARDED), versions)
  .chain(([write, headers, version]) => {
    const [method = '', path] = write.split(' ');
    return bodyOf(fc.constant('{}')).map(
      (body): Request => ({ method, target: `/__kit/${path}`, version, headers, body }),
    );
  });

/** Requests that change nothing, however many of their bytes are others. */
export const readingRequests: fc.Arbitrary<Request> = fc.oneof({ weight: 6, arbitrary: toApi }, controlReads);

/** The same, and requests that would change the state but for their body or for a guard. */
export const wholeRequests: fc.Arbitrary<Request> = fc.oneof(
  { weight: 12, arbitrary: readingRequests },
  { weight: 2, arbitrary: badWrites },
  foreignWrites,
);
