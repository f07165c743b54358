import { getUserSessions } from '../../../api/documented/operations.ts';
import { clickEventSchema, locationEventSchema } from '../../../api/session-event.ts';
import type { Breach, Inspected } from '../../asking/inspector.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { cutMiddle } from '../../wire/cut.ts';
import { itemsOf, onSuccess, show } from './reply-rules.ts';

const DOCUMENTED = new Set(Object.keys({ ...locationEventSchema.shape, ...clickEventSchema.shape }));

/** Real IDs that are all multiples of it have lost their last digits. */
const COARSE = 2 ** 20;

/** What a 200 holds: the text, the envelope, and each event. */
export const replyRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-01',
    level: 'MUST',
    title: 'a 200 is labelled application/json',
    source: 'documented: Status Codes (sent as JSON)',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    rule: onSuccess(({ exchange }) => {
      const type = exchange.reply?.headers.get('content-type') ?? '';
      const isJson = /^application\/json\s*(;|$)/i.test(type);
      const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type) ?? [];
      return isJson && /^utf-?8$/i.test(charset)
        ? 'met'
        : {
            expected: 'content-type application/json, in UTF-8',
            received: type ? `content-type ${type}` : 'no content-type',
          };
    }),
  },
  {
    id: 'REPLY-02',
    level: 'MUST',
    title: 'a 200 is one JSON text in UTF-8, without a byte order mark',
    source: 'documented: Status Codes (sent as JSON); RFC 8259, 8.1',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    rule: onSuccess(({ exchange, findings }) => {
      if (exchange.reply?.text === undefined)
        return { expected: 'a body in UTF-8', received: `${exchange.reply?.bytes.length} bytes that are not UTF-8` };
      const syntax = findings.find((finding) => finding.kind === 'syntax');
      return syntax
        ? { expected: 'one JSON text', received: `${syntax.message}: ${cutMiddle(exchange.reply.text, 60)}` }
        : 'met';
    }),
  },
  {
    id: 'REPLY-03',
    level: 'MUST',
    title: 'no object of a 200 has a key twice',
    source: 'assumed: RFC 8259, 4',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    rule: onSuccess(({ findings }) => firstFinding(findings, 'duplicate-key', 'each key once')),
  },
  {
    id: 'REPLY-04',
    level: 'MUST',
    title: 'each number of a 200 survives being read by JavaScript',
    source: 'assumed: RFC 8259, 6; observed: session IDs beyond 2^53',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    rule: onSuccess(({ findings, body }) => {
      const ids = new Set(itemsOf(body)?.map(({ sessionId }) => sessionId));
      const isRounded = ids.size >= 3 && [...ids].every((id) => typeof id === 'number' && id % COARSE === 0);
      if (isRounded)
        return {
          expected: 'session IDs with all their digits',
          received: [...ids].slice(0, 3).join(', '),
          diagnosis: 'Session IDs went through a number type too small for them.',
        };
      const documented = findings.filter(({ key }) => key === undefined || DOCUMENTED.has(key));
      return firstFinding(documented, 'number', 'whole numbers within 2^53-1, in digits');
    }),
  },
  {
    id: 'REPLY-05',
    level: 'MUST',
    title: 'a 200 is an object whose `data` is a list, empty where nothing matches',
    source: 'documented: Example Response',
    needs: 'status 200; see REQUEST-01',
    operation: getUserSessions,
    rule: onSuccess(({ body }) => (itemsOf(body) ? 'met' : { expected: '{"data": [...]}', received: show(body) })),
  },
];

function firstFinding(findings: Inspected['findings'], kind: string, expected: string): 'met' | Breach {
  const finding = findings.find((one) => one.kind === kind);
  return finding ? { expected, received: finding.message } : 'met';
}
