import fc from 'fast-check';
import type { Mock } from '../../src/index.ts';
import { converse, type Sending } from './converse.ts';
import { type Ending, endings } from './endings.ts';
import { expect } from './expectation.ts';
import { checkAnyReplies, checkReplies } from './laws.ts';
import { readReplies } from './replies.ts';
import { encodeRequest, type Request } from './request.ts';
import { readingRequests, wholeRequests } from './requests.ts';

/** One connection's worth of requests. */
export interface Talk {
  /** How many requests it is, broken ones included. */
  readonly count: number;
  readonly text: string;
  /** Sends it and checks what comes back. @throws Unlawful when a law is broken. */
  hold(port: number, oracle: Mock): Promise<void>;
}

const manners = fc.record({
  cuts: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { maxLength: 6 }),
  ),
  pauseMs: fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 15 })),
});
const noEnding = fc.constant<Ending | undefined>(undefined);

/** Whole requests, pipelined, and perhaps something after them that is not one. */
const orderly: fc.Arbitrary<Talk> = fc
  .tuple(
    fc.array(wholeRequests, { minLength: 1, maxLength: 10 }),
    fc.oneof({ weight: 2, arbitrary: noEnding }, endings),
    manners,
  )
  .map(([requests, ending, manner]) => toOrderly(requests, ending, manner));

function toOrderly(requests: readonly Request[], ending: Ending | undefined, manner: Omit<Sending, 'text'>): Talk {
  const text = requests.map(encodeRequest).join('') + (ending?.text ?? '');
  const methods = requests.map(({ method }) => method);
  return {
    count: requests.length + (ending ? 1 : 0),
    text,
    async hold(port, oracle) {
      const expectations = await Promise.all(requests.map((request) => expect(request, oracle)));
      // a server that cannot tell that it is broken waits for more
      const mayEnd = !ending?.isHopeless;
      const isAll = (received: string) => mayEnd && readReplies(received, methods).replies.length >= requests.length;
      const conversation = await converse(port, { ...manner, text }, isAll);
      checkReplies({ methods, expectations, mostMore: ending?.mostReplies ?? 0 }, conversation);
    },
  };
}

type Change = (text: string, at: number, other: number, what: string) => string;
const changes: readonly Change[] = [
  (text, at, _, what) => text.slice(0, at) + what + text.slice(at + what.length),
  (text, at, _, what) => text.slice(0, at) + what + text.slice(at),
  (text, at, other) => text.slice(0, at) + text.slice(at + (other % 40)),
  (text, at, other) => text.slice(0, at) + text.slice(other) + text.slice(at),
  (text, at) => text.slice(0, at),
  (text, at, other) => text.slice(0, at) + text.slice(Math.min(at, other), Math.max(at, other)) + text.slice(at),
];
const pieces = fc.oneof(
  fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    '\r\n\r\n',
    ' ',
    '\t',
    '\0',
    ':',
    '%',
    '0',
    'HTTP/1.1',
    'Content-Length: 5\r\n',
    'GET ',
  ),
  fc.constantFrom(
    'Transfer-Encoding: chunked\r\n',
    'Host: x\r\n',
    'Upgrade: x\r\nConnection: upgrade\r\n',
    'chunked',
    ';',
    '"',
  ),
  fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 4,
  }),
);
const mangling = fc.record({ change: fc.constantFrom(...changes.keys()), at: fc.nat(), other: fc.nat(), what: pieces });

/** Whole requests of which some bytes were changed, left out or doubled, so that their meaning is unknown. */
const mangled: fc.Arbitrary<Talk> = fc
  .tuple(
    fc.array(readingRequests, { minLength: 1, maxLength: 5 }),
    fc.array(mangling, { minLength: 1, maxLength: 3 }),
    manners,
  )
  .map(([requests, manglings, manner]) => {
    const whole = requests.map(encodeRequest).join('');
    const text = manglings.reduce(
      (at, { change, at: place, other, what }) =>
        changes[change]?.(at, place % (at.length + 1), other % (at.length + 1), what) ?? at,
      whole,
    );
    return {
      count: requests.length,
      text,
      async hold(port) {
        const conversation = await converse(port, { ...manner, text, closesEarly: true }, () => false);
        checkAnyReplies(text, conversation);
      },
    };
  });

/** Talks of all kinds. */
export const talks: fc.Arbitrary<Talk> = fc.oneof({ weight: 3, arbitrary: orderly }, mangled);
