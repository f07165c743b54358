import type { Rule } from '../asking/inspector.ts';
import type { Requirement } from '../asking/requirement.ts';
import { takesJson } from '../reading/accept.ts';
import { isGivenAgain, isKept, toVary, varies } from '../reading/caching.ts';
import { codingOf, startsAs } from '../reading/coding.ts';
import type { Exchange } from '../wire/exchange.ts';

/** What every answer of the run must say to caches and browsers. */
export const sharingRequirements: readonly Requirement[] = [
  {
    id: 'ROBUST-43',
    level: 'MUST',
    title: 'an ETag is quoted',
    source: 'assumed: RFC 9110, 8.8.3',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers(({ reply }) => {
      const tag = reply?.headers.get('etag') ?? undefined;
      return tag === undefined || /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/.test(tag)
        ? 'met'
        : { expected: `an etag in quotes, such as "${tag.replaceAll('"', '')}"`, received: `etag ${tag}` };
    }),
  },
  {
    id: 'ROBUST-44',
    level: 'MUST',
    title: 'a foreign origin is not allowed together with credentials',
    source: 'assumed: Fetch standard, CORS protocol',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers(({ request, reply }) => {
      const { origin } = request.headers;
      const allowed = reply?.headers.get('access-control-allow-origin');
      const withCredentials = reply?.headers.get('access-control-allow-credentials')?.trim() === 'true';
      const isForeign = origin !== undefined && origin !== originOf(request.url);
      return withCredentials && isForeign && allowed === origin
        ? {
            expected: `no access-control-allow-credentials for the origin ${origin}, which nobody named to the server`,
            received: `access-control-allow-origin ${allowed} with credentials`,
          }
        : 'met';
    }),
  },
  {
    id: 'ROBUST-45',
    level: 'MUST',
    title:
      'CORS allows one origin or all, and a cacheable answer that names the origin of its request says Vary: Origin',
    source: 'assumed: Fetch standard, CORS protocol and HTTP caches',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers((exchange) => {
      const { request, reply } = exchange;
      const allowed = reply?.headers.get('access-control-allow-origin') ?? '';
      if (allowed.includes(',')) return { expected: 'one allowed origin, or *', received: allowed };
      const isNamed = allowed !== '' && allowed === request.headers.origin;
      return isNamed && isKept(exchange) && !varies(reply, 'origin')
        ? { expected: `Vary: Origin next to access-control-allow-origin ${allowed}`, received: toVary(reply) }
        : 'met';
    }),
  },
  {
    id: 'ROBUST-46',
    level: 'SHOULD',
    title: 'an answer whose form depends on Accept says Vary: Accept',
    source: 'assumed: RFC 9110, 12.5.5',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers(varyOfForm),
  },
  {
    id: 'ROBUST-47',
    level: 'MUST',
    title: 'no body, not even that of a refusal, is compressed without a label that says so',
    source: 'assumed: RFC 9110, 8.4 (clients read what the label says)',
    rule: ({ exchange }) => {
      const { reply } = exchange;
      if (!reply || reply.bytes.length === 0) return undefined;
      const coding = reply.text === undefined ? startsAs(reply.bytes) : undefined;
      const labelled = codingOf(exchange);
      // a body that is labelled but cannot be decoded has requirements of its own
      if (coding === undefined || labelled.includes(coding)) return 'met';
      return {
        expected: `a body as it is, or content-encoding: ${coding}`,
        received: `${coding}, content-encoding ${labelled}, with status ${reply.status}`,
      };
    },
  },
  {
    id: 'ROBUST-48',
    level: 'MUST',
    title: 'a cacheable answer whose form depends on Accept says Vary: Accept',
    source: 'assumed: RFC 9111, 4.1',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers((exchange) => (isGivenAgain(exchange) ? varyOfForm(exchange) : 'met')),
  },
  {
    id: 'ROBUST-49',
    level: 'MUST',
    title: 'a cacheable compressed answer says Vary: Accept-Encoding, so that only those get it who can read it',
    source: 'assumed: RFC 9110, 12.5.5; RFC 9111, 4.1',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers((exchange) => {
      const coding = codingOf(exchange);
      if (coding === 'identity' || !isKept(exchange) || varies(exchange.reply, 'accept-encoding')) return 'met';
      const isNginx = /^(?:nginx|openresty)\b/i.test(exchange.reply?.headers.get('server') ?? '');
      return {
        expected: `Vary: Accept-Encoding next to content-encoding ${coding}`,
        received: toVary(exchange.reply),
        diagnosis: isNginx ? WITHOUT_GZIP_VARY : undefined,
      };
    }),
  },
];

const WITHOUT_GZIP_VARY = 'nginx compresses and leaves Vary out: switch gzip_vary on.';

function varyOfForm({ request, reply }: Exchange): ReturnType<Rule> {
  const type = reply?.headers.get('content-type') ?? '';
  if (takesJson(request.headers.accept) || /json/i.test(type) || varies(reply, 'accept')) return 'met';
  return { expected: `Vary: Accept next to content-type ${type}`, received: toVary(reply) };
}

function onAnswers(rule: (exchange: Exchange) => ReturnType<Rule>): Rule {
  return ({ exchange }) => (exchange.reply?.status === 200 ? rule(exchange) : undefined);
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
