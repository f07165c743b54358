import type { Rule } from '../asking/inspector.ts';
import type { Requirement } from '../asking/requirement.ts';
import { takesJson } from '../reading/accept.ts';
import type { Exchange } from '../wire/exchange.ts';

/** What caches and browsers have to be told, on every answer of the run. */
export const sharingRequirements: readonly Requirement[] = [
  {
    id: 'ROBUST-43',
    level: 'SHOULD',
    title: 'a tag stands in quotes',
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
    level: 'SHOULD',
    title: 'a foreign origin is not let in together with credentials',
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
    level: 'SHOULD',
    title: 'one origin is allowed or all, and an answer that names the one who asks says Vary: Origin',
    source: 'assumed: Fetch standard, CORS protocol',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers(({ request, reply }) => {
      const allowed = reply?.headers.get('access-control-allow-origin') ?? '';
      if (allowed.includes(',')) return { expected: 'one allowed origin, or *', received: allowed };
      const isNamed = allowed !== '' && allowed === request.headers.origin;
      return isNamed && !varies(reply, 'origin')
        ? { expected: `Vary: Origin beside access-control-allow-origin ${allowed}`, received: toVary(reply) }
        : 'met';
    }),
  },
  {
    id: 'ROBUST-46',
    level: 'SHOULD',
    title: 'an answer in the form that Accept names says Vary: Accept',
    source: 'assumed: RFC 9110, 12.5.5',
    needs: 'status 200; see REQUEST-01',
    rule: onAnswers(({ request, reply }) => {
      const type = reply?.headers.get('content-type') ?? '';
      if (takesJson(request.headers.accept) || /json/i.test(type) || varies(reply, 'accept')) return 'met';
      return { expected: `Vary: Accept beside content-type ${type}`, received: toVary(reply) };
    }),
  },
];

function onAnswers(rule: (exchange: Exchange) => ReturnType<Rule>): Rule {
  return ({ exchange }) => (exchange.reply?.status === 200 ? rule(exchange) : undefined);
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

function varies(reply: Exchange['reply'], header: string): boolean {
  const names = (reply?.headers.get('vary') ?? '').split(',').map((name) => name.trim().toLowerCase());
  return names.includes(header) || names.includes('*');
}

function toVary(reply: Exchange['reply']): string {
  const vary = reply?.headers.get('vary') ?? '';
  return vary === '' ? 'no Vary' : `Vary: ${vary}`;
}
