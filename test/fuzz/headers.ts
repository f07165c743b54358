import fc from 'fast-check';
import { DEVELOPMENT_KEY } from '../../src/index.ts';
import type { Header } from './request.ts';
import { bytes, visible } from './texts.ts';

/** Keys, good, bad and given twice. */
export const keys = fc.oneof(
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
/** Names of every mock. */
export const ownHost: fc.Arbitrary<Header[]> = fc
  .constantFrom('127.0.0.1', 'localhost:4010', '[::1]')
  .map((host) => [['Host', host]]);
/** Hosts, own, foreign, missing and given twice. */
export const hosts = fc.oneof(
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
/** Headers that a client may add, sometimes very many or very long. */
export const extras = fc
  .tuple(fc.array(harmless, { maxLength: 4 }), fc.oneof({ weight: 12, arbitrary: fc.constant<Header[]>([]) }, bulks))
  .map(([few, bulk]) => [...few, ...bulk]);

function toHeaderValue(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
}
