import { getUserSessions } from '../../../api/documented/operations.ts';
import { clickEventSchema, locationEventSchema, PAGE_METRICS } from '../../../api/session-event.ts';
import type { Inspected } from '../../asking/inspector.ts';
import { firstFinding, onSuccess } from '../../asking/on-success.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { findMisunderstanding } from '../../reading/api-version.ts';
import { findRounded } from '../../reading/rounding.ts';
import { describeEnd, isAsDocumented } from '../../wire/exchange.ts';
import { itemsOf, show } from './reply-rules.ts';

const DOCUMENTED = new Set(Object.keys({ ...locationEventSchema.shape, ...clickEventSchema.shape }));

const METRICS: readonly string[] = PAGE_METRICS;

/** The content of a 200 reply: the text, the envelope, and each event. */
export const replyRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-04',
    level: 'MUST',
    title: 'no documented number in a 200 has lost digits',
    source: 'assumed: RFC 8259, 6; observed: session IDs beyond 2^53',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    rule: onSuccess(({ exchange, findings, body }) => {
      const rounded = findRounded(sessionIdsIn(body, exchange.reply?.text));
      if (rounded)
        return {
          expected: 'session IDs with all their digits',
          received: rounded.slice(0, 3).join(', '),
          diagnosis: 'Session IDs went through a number type that is too small for them.',
        };
      return firstFinding(onlyDocumented(findings), 'lost-digits', 'all digits of a whole number');
    }),
  },
  {
    id: 'REPLY-20',
    level: 'SHOULD',
    title: 'each documented number in a 200 is within 2^53-1, so that JavaScript reads it exactly',
    source: 'assumed: RFC 8259, 6; observed: session IDs beyond 2^53',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    follows: ['REPLY-04'],
    rule: onSuccess(({ findings }) => firstFinding(onlyDocumented(findings), 'large', 'whole numbers within 2^53-1')),
  },
  {
    id: 'REPLY-21',
    level: 'MUST',
    title: 'a documented whole number is written in plain digits: no fraction, no exponent, no -0',
    source: 'documented: Example Response',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    follows: ['REPLY-04'],
    rule: onSuccess(({ findings, body }) => {
      // a server that measures in fractions of a millisecond may write a whole number as 720.0
      const isFractional = itemsOf(body)?.some((item) => METRICS.some((name) => isFraction(item[name])));
      const held = onlyDocumented(findings).filter(({ key }) => !isFractional || !METRICS.some((name) => name === key));
      return firstFinding(held, 'spelling', 'a whole number in digits, such as 1623440905732');
    }),
  },
  {
    id: 'REPLY-05',
    level: 'MUST',
    title: 'a 200 is an object whose `data` is a list, empty where nothing matches',
    source: 'documented: Example Response',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    rule: (inspected) => {
      const { exchange, body } = inspected;
      const isEmpty = exchange.reply?.status === 204 && isAsDocumented(exchange.request);
      if (isEmpty || (exchange.reply?.status === 200 && isNullList(body))) {
        const diagnosis = findMisunderstanding(exchange, body)?.sentence;
        return { expected: '{"data": []} where nothing matches', received: describeEnd(exchange), diagnosis };
      }
      return onSuccess(() => (itemsOf(body) ? 'met' : { expected: '{"data": [...]}', received: show(body) }))(
        inspected,
      );
    },
  },
];

function isNullList(body: unknown): boolean {
  return body !== null && typeof body === 'object' && 'data' in body && body.data === null;
}

function onlyDocumented(findings: Inspected['findings']): Inspected['findings'] {
  return findings.filter(({ key }) => key !== undefined && DOCUMENTED.has(key));
}

function isFraction(value: unknown): boolean {
  return typeof value === 'number' && !Number.isInteger(value);
}

/** The session IDs of a reply with all the digits of its text. */
function sessionIdsIn(body: unknown, text = ''): string[] {
  const ids = [...new Set(itemsOf(body)?.map(({ sessionId }) => sessionId))].filter((id) => Number.isInteger(id));
  if (ids.every((id) => Number.isSafeInteger(id))) return ids.map(String);
  // inside a string, the quotes would be escaped
  return [...new Set(Array.from(text.matchAll(/"sessionId"\s*:\s*(\d+)(?![\d.eE])/g), ([, digits = '']) => digits))];
}
