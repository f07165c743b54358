import { firstFinding, onSuccess } from '../asking/on-success.ts';
import type { Requirement } from '../asking/requirement.ts';
import { cutMiddle } from '../wire/cut.ts';

/** The text of a 200 reply, whatever its content. */
export const jsonTextRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-01',
    level: 'MUST',
    title: 'a 200 is labelled as JSON',
    source: 'documented: Status Codes (sent as JSON)',
    needs: 'status 200; see REQUEST-01',
    operation: 'any',
    rule: onSuccess(({ exchange }) => {
      const type = exchange.reply?.headers.get('content-type') ?? '';
      const isJson = /^application\/(?:[\w.-]+\+)?json\s*(;|$)/i.test(type);
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
    operation: 'any',
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
    title: 'no object in a 200 has a duplicate key',
    source: 'assumed: RFC 8259, 4',
    needs: 'status 200; see REQUEST-01',
    operation: 'any',
    rule: onSuccess(({ findings }) => firstFinding(findings, 'duplicate-key', 'each key once')),
  },
];
