import fc from 'fast-check';
import { DEVELOPMENT_KEY } from '../../src/index.ts';
import type { Body } from './request.ts';
import { bytes } from './texts.ts';

/** No body. */
export const none: fc.Arbitrary<Body> = fc.constant({ by: 'nothing' });
/** Bodies of given texts, their length given in one way or the other. */
export const bodyOf = (texts: fc.Arbitrary<string>): fc.Arbitrary<Body> =>
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
/** Bodies where none is expected, and none. */
export const anyBody = fc.oneof(
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
