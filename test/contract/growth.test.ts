import { describe, expect, it } from 'vitest';

import { toEvents, toItem } from '../../src/contract/apis/documented/events.ts';
import { eventsProbe } from '../../src/contract/apis/documented/probe.ts';
import { Inspector } from '../../src/contract/asking/inspector.ts';
import { createRedaction } from '../../src/contract/asking/redaction.ts';
import { parseTarget } from '../../src/contract/asking/target.ts';
import { ContractFailure, Inconclusive } from '../../src/contract/outcome/failure.ts';
import { diagnoseWindows } from '../../src/contract/reading/diagnose.ts';
import { describeDifference } from '../../src/contract/reading/difference.ts';
import { sensitiveText } from '../../src/contract/reading/internals.ts';
import { refusalOf } from '../../src/contract/reading/refusal.ts';
import { findDamage } from '../../src/contract/reading/text-damage.ts';
import { plainPath } from '../../src/contract/reading/url-spelling.ts';
import { requirements } from '../../src/contract/table.ts';
import { cut } from '../../src/contract/wire/cut.ts';
import type { Exchange } from '../../src/contract/wire/exchange.ts';
import { readJson } from '../../src/contract/wire/json-text.ts';
import { toPrintable } from '../../src/shared/printable.ts';
import { targetOf } from '../support/contract-run.ts';
import { documentedText } from '../support/documented.ts';
import { growsTooFast } from '../support/growth.ts';

const KEY = 'Zq8kTwXv3pL9rMb2N5yH7cD1fG4jK6sA';
const SIZE = 3_000;

/** Input on which regular expressions and searches are slow: runs of each character class, and of near matches. */
const PIECES = [
  ...[
    ' ',
    '\n',
    '\t',
    '/',
    '\\',
    '%',
    '&',
    '=',
    '"',
    "'",
    '.',
    'a',
    'A',
    '0',
    '?',
    ':',
    '(',
    '<',
    '-',
    '_',
    '#',
    'é',
    '…',
    '😀',
  ],
  ...[
    'at ',
    'at (',
    'at x:1',
    '\n at a (',
    'SELECT ',
    'SELECT a FROM ',
    'select from ',
    'WHERE ',
    'File "',
    '#1 ',
    '#1 a.php(',
  ],
  ...[
    'aException',
    'java.lang.',
    '/usr/',
    '/usr/a/',
    'A:\\a\\',
    '10.1',
    '10.1.1.1:',
    'goroutine 1',
    'a\\"',
    '%41',
    '%2525',
    '%c3%a9',
  ],
  ...[
    '&amp;',
    '&amp;#',
    '&#x5',
    '\\u00',
    '\\\\u005a',
    'a?b',
    'a-8',
    '##',
    '##[',
    '::',
    'section_start:',
    'Zq8',
    'Zq8k…',
    'K6sA',
  ],
  ...['{"a":', '[', '[0,', '1e9,', '12345678901234567', '"a":1,"a":2,'],
];

const run = (piece: string, size: number) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
/** The same with an ending that prevents a match. */
const worst = PIECES.map((piece): [name: string, text: (size: number) => string] => [
  JSON.stringify(piece),
  (size) => `${run(piece, size)}\u0001x`,
]);

const rules = requirements.filter(({ rule }) => rule);
const [page, , , , click] = toEvents(JSON.parse(documentedText)) ?? [];

function exchangeOf(status: number, text: string): Exchange {
  return {
    request: {
      operation: eventsProbe.operation,
      method: 'GET',
      url: 'http://h/api/app/p/users/u/sessions',
      headers: {},
      credential: undefined,
      isOdd: false,
    },
    reply: {
      status,
      headers: new Headers({ 'content-type': 'application/json' }),
      bytes: new TextEncoder().encode(text),
      text,
    },
  };
}

/** Replies with a text wherever one is possible. */
const replies: Readonly<Record<string, (text: string) => Exchange>> = {
  'a refusal': (text) => exchangeOf(401, text),
  'a refusal in JSON': (text) => exchangeOf(404, JSON.stringify({ errors: [text], [text]: 1 })),
  'what is no JSON': (text) => exchangeOf(200, `{"data":[${text}`),
  events: (text) => {
    const first = { ...page, path: `/${text}`, value: text, host: `h${text}` };
    const next = { ...page, messageId: Number(page?.messageId) + 2 ** 32, referrer: `https://h${text}/${text}` };
    return exchangeOf(200, JSON.stringify({ data: [first, next, { ...click, label: text, type: text }] }));
  },
};

/** Checks an exchange against all rules; errors other than breaches are rethrown. */
function inspect(exchange: Exchange): void {
  const inspector = new Inspector(rules, [KEY], eventsProbe.itemsOf);
  inspector.inspect(exchange, 1);
  for (const row of rules) {
    try {
      inspector.assert(row);
    } catch (error) {
      if (!(error instanceof ContractFailure || error instanceof Inconclusive)) throw error;
    }
  }
}

const { split } = createRedaction(parseTarget(targetOf({ key: KEY })));
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'the strict reader of JSON': readJson,
  'what finds internals': sensitiveText,
  'what finds damage': (text) => findDamage([text, `/${text}`]),
  'the plain path': plainPath,
  'the plain refusal': (text) => refusalOf(exchangeOf(401, text), 'http://h/api/app'),
  'what makes text printable': toPrintable,
  // without a cache
  'what hides secrets': split,
  'what hides secrets and cuts': (text) => split(cut(text, 200)),
};

function slowOver(read: (text: string) => () => unknown) {
  return worst.flatMap(([name, text]) => {
    const growth = growsTooFast((size) => read(text(size)), SIZE);
    return growth ? [{ name, growth }] : [];
  });
}

describe('processing time grows no faster than the text', () => {
  it.each(Object.entries(readers))('in %s', (_, read) => {
    expect(slowOver((text) => () => read(text))).toEqual([]);
  });

  it.each(Object.entries(replies))('in the rules, for %s', (_, toReply) => {
    const slow = slowOver((text) => {
      const exchange = toReply(text);
      return () => inspect(exchange);
    });
    expect(slow).toEqual([]);
  });
});

describe('processing time grows no faster than the number of events', () => {
  const eventsOf = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      sessionId: 1,
      messageId: at,
      timestamp: 1e12 + at,
      type: 'CLICK',
      label: 'a',
    }));

  it('in the rules', () => {
    const work = (size: number) => {
      const exchange = exchangeOf(200, JSON.stringify({ data: eventsOf(size) }));
      return () => inspect(exchange);
    };
    expect(growsTooFast(work, 2_000)).toBeUndefined();
  });

  it('when comparing lists', () => {
    const work = (size: number) => {
      const events = eventsOf(size).map(toItem);
      return () => describeDifference(events, events.slice(0, -1));
    };
    expect(growsTooFast(work, 4_000)).toBeUndefined();
  });

  it('when naming the mistake', () => {
    const work = (size: number) => {
      const events = eventsOf(size).map(toItem);
      const observations = [10, 20, -1].map((at) => ({
        window: { end: 1e12 + at },
        received: events.filter(({ time }) => time < 1e12 + at),
      }));
      return () => diagnoseWindows([{ events, observations }]);
    };
    expect(growsTooFast(work, 4_000)).toBeUndefined();
  });
});

it('quadratic time is detected', () => {
  const work = (size: number) => {
    const text = `${' '.repeat(size)}x`;
    return () => /\s*at /.test(text);
  };
  // on a busy machine, noise in the shorter times may hide it once
  expect([1, 2, 3].some(() => growsTooFast(work, SIZE) !== undefined)).toBe(true);
});
