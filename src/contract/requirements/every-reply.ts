import { trimEnd } from '../../shared/trim-end.ts';
import type { Inspected, Rule } from '../asking/inspector.ts';
import type { Requirement } from '../asking/requirement.ts';
import { namesCoding } from '../reading/accept-encoding.ts';
import { diagnoseBreakdown } from '../reading/breakdown.ts';
import { hintOnInternals, LONGEST_SEARCHED, sensitiveText } from '../reading/internals.ts';
import { isAscii } from '../reading/text-escaping.ts';
import { decodeLeniently, isMalformed, withoutOwnPath } from '../reading/url-spelling.ts';
import { STAND_INS } from '../variants/key-variants.ts';
import { describeEnd, isAsDocumented, isRangeRefused, isRedirect, isRefusal } from '../wire/exchange.ts';
import { MARKUP } from '../wire/markup.ts';

/** Rules for every reply of the run, above all for refusals. */
export const everyReplyRequirements: readonly Requirement[] = [
  {
    id: 'ROBUST-04',
    level: 'MUST',
    title: 'every request gets a complete reply within the time limit',
    source: 'assumed: clients wait',
    rule: ({ exchange }) =>
      exchange.fault && !isRefusal(exchange)
        ? { expected: 'a complete reply', received: exchange.fault.message, diagnosis: diagnoseBreakdown(exchange) }
        : 'met',
  },
  {
    id: 'ROBUST-05',
    level: 'MUST',
    title: 'no request makes the server fail (5xx)',
    source: 'assumed: a 5xx is a fault of the server, except for one 503 that says when to retry',
    rule: ({ exchange }) => {
      const status = exchange.reply?.status ?? 0;
      const { request, isPutOff = false } = exchange;
      const isUnusual = !isAsDocumented(request) || Boolean(request.raw?.content);
      const mayFail = request.mayFail || isPutOff || isRangeRefused(exchange) || (status === 501 && isUnusual);
      const isFailure = status >= 500 && !mayFail;
      return isFailure
        ? { expected: 'no status from 500 on', received: describeEnd(exchange), diagnosis: diagnoseBreakdown(exchange) }
        : 'met';
    },
  },
  {
    id: 'ROBUST-06',
    level: 'MUST',
    title: 'no documented request is redirected',
    source: 'documented: URL',
    rule: ({ exchange }) => {
      if (!isRedirect(exchange) || exchange.request.isOdd) return 'met';
      const { status, headers } = exchange.reply ?? {};
      return { expected: 'no redirect', received: `status ${status} to ${headers?.get('location')}` };
    },
  },
  {
    id: 'ROBUST-07',
    level: 'SHOULD',
    title: 'a refusal is JSON, and labelled as such',
    source: 'observed: v1',
    needs: 'a status that refuses something; leave AUTH and ISOLATION in with --only',
    rule: (inspected) => {
      const { request, reply } = inspected.exchange;
      const type = reply?.headers.get('content-type') ?? '';
      const isLabelled = /^application\/([\w.-]+\+)?json\b/i.test(type);
      // a proxy may refuse in its own form, but whatever is labelled as JSON has to be JSON
      const mayBeFromProxy = request.isOdd || PROXY_STATUSES.includes(reply?.status ?? 0);
      if (!isOrdinaryRefusal(inspected) || (mayBeFromProxy && !isLabelled)) return undefined;
      const { findings, body } = inspected;
      const isObject = body !== null && typeof body === 'object' && !Array.isArray(body);
      if (isLabelled && findings.length === 0 && isObject) return 'met';
      return {
        expected: 'a JSON object, labelled as JSON',
        received: `${type || 'no content-type'}, ${describeEnd(inspected.exchange)}`,
      };
    },
  },
  {
    id: 'ROBUST-08',
    level: 'MUST',
    title: 'a refusal carries no data',
    source: 'assumed: who is refused gets nothing',
    needs: 'a status that refuses something; leave AUTH and ISOLATION in with --only',
    rule: onRefusals(({ exchange, body, items }) => {
      const data = (body as { data?: unknown } | null | undefined)?.data;
      const hasData = (items && items.length > 0) || (Array.isArray(data) && data.length > 0);
      return hasData ? { expected: 'no data', received: describeEnd(exchange) } : 'met';
    }),
  },
  {
    id: 'ROBUST-09',
    level: 'MUST',
    title: 'no refusal reveals a stack trace, a database query or a file of the server',
    source: 'assumed: strangers learn nothing',
    needs: 'a status that refuses something; leave AUTH and ISOLATION in with --only',
    rule: ({ exchange }) => {
      const status = exchange.reply?.status ?? 0;
      if (status < 400 || PROXY_STATUSES.includes(status)) return undefined;
      const found = sensitiveText(withoutOwnPath(exchange, LONGEST_SEARCHED), isMalformed(exchange.request.url));
      if (found === undefined) return 'met';
      const diagnosis = hintOnInternals(exchange.reply?.text ?? '');
      return { expected: 'a plain sentence', received: `${found}: ${describeEnd(exchange)}`, diagnosis };
    },
  },
  {
    id: 'ROBUST-15',
    level: 'MUST',
    title: 'no page echoes markup from a request unescaped',
    source: 'assumed: browsers run what a page contains',
    needs: 'been asked with markup; leave REQUEST-08 in with --only',
    rule: ({ exchange }) => {
      const { request, reply } = exchange;
      const asked = decodeLeniently(request.url) + (request.body ?? '');
      if (!reply || !asked.includes(MARKUP)) return undefined;
      const isPage = /^(?:text\/html|application\/xhtml)/i.test(reply.headers.get('content-type') ?? '');
      return isPage && reply.text?.includes(MARKUP)
        ? { expected: `a page with "&lt;" for "<", or JSON`, received: `${MARKUP} in ${describeEnd(exchange)}` }
        : 'met';
    },
  },
  {
    id: 'ROBUST-10',
    level: 'MUST',
    title: 'no reply echoes a key',
    source: 'assumed: replies are logged and cached',
    needs: 'been asked with a key of 8 characters or more; shorter ones are not looked for',
    rule: ({ exchange: { request, reply }, secrets }) => {
      const given = request.credential?.value ?? '';
      // a refusal may quote these placeholders to say what to replace
      const sent = STAND_INS.includes(given) ? '' : given;
      // a reply that quotes the URL also quotes what is in it, such as a project key
      const url = request.url + decodeLeniently(request.url);
      const keys = [...new Set([sent, ...secrets])].filter((key) => key.length >= 8 && !url.includes(key));
      if (!reply || keys.length === 0) return undefined;
      const halves = secrets.flatMap(halvesOf).filter((half) => !url.includes(half));
      const spelled = [...keys, ...halves].flatMap(spellings);
      const repeats = (text = '') => spelled.some((spelling) => text.includes(spelling));
      const inHeader = [...reply.headers].find(([, value]) => repeats(value));
      if (inHeader) return { expected: 'no key in the reply', received: `a key in the header ${inHeader[0]}` };
      return repeats(reply.text)
        ? { expected: 'no key in the reply', received: `a key in the body of a ${reply.status}` }
        : 'met';
    },
  },
  {
    id: 'ROBUST-11',
    level: 'MUST',
    title: 'nothing is compressed for a client that does not ask for it',
    source: 'assumed: RFC 9110, 12.5.3',
    rule: ({ exchange: { request, reply } }) => {
      const encoding = reply?.headers.get('content-encoding') ?? 'identity';
      const offered = request.headers['accept-encoding'] ?? 'identity';
      return namesCoding(offered, encoding)
        ? 'met'
        : { expected: `no content-encoding but of ${offered}`, received: `content-encoding ${encoding}` };
    },
  },
  {
    id: 'ROBUST-12',
    level: 'MUST',
    title: "a user's events are not offered to shared caches",
    source: 'assumed: RFC 9111, 3.5',
    needs: 'status 200; see REQUEST-01',
    rule: ({ exchange: { reply } }) => {
      // a cache updates a stored reply with the headers of a 304
      if (reply?.status !== 200 && reply?.status !== 304) return undefined;
      const offer = offerToSharedCaches(reply.headers);
      return offer === undefined
        ? 'met'
        : {
            expected: "no public, no s-maxage and nothing for CDNs to keep, as the reply is one user's",
            received: offer,
            diagnosis: 'Replies are marked as public, so a shared cache serves them to people without the key.',
          };
    },
  },
];

/** Statuses that a proxy in front of the API may answer in its own form. */
const PROXY_STATUSES = [413, 414, 429, 431];

/** Applies to refusals by the API itself. */
function onRefusals(rule: Rule): Rule {
  return (inspected) => {
    const { request, reply } = inspected.exchange;
    const mayBeFromProxy = request.isOdd || PROXY_STATUSES.includes(reply?.status ?? 0);
    return isOrdinaryRefusal(inspected) && !mayBeFromProxy ? rule(inspected) : undefined;
  };
}

function isOrdinaryRefusal({ exchange }: Inspected): boolean {
  return exchange.reply !== undefined && isRefusal(exchange) && isAsDocumented(exchange.request);
}

/** Fields for CDNs only, where a max-age suffices (RFC 9213). */
const FOR_CDNS = ['cdn-cache-control', 'surrogate-control', 'cloudflare-cdn-cache-control', 'vercel-cdn-cache-control'];

/** The field that lets shared caches store a reply; undefined if none does. */
function offerToSharedCaches(headers: Headers): string | undefined {
  const control = headers.get('cache-control') ?? '';
  if (isForSharedCaches(control)) return `cache-control ${control}`;
  return FOR_CDNS.map((name) => [name, headers.get(name) ?? ''] as const)
    .filter(([, value]) => isForSharedCaches(value.replace(/\bmax-age\b/gi, 's-maxage')))
    .map(([name, value]) => `${name} ${value}`)[0];
}

/** Whether caches may serve a reply to others without revalidation. */
function isForSharedCaches(control: string): boolean {
  if (/\b(?:private|no-store|no-cache)\b/i.test(control)) return false;
  if (/\bs-maxage\s*=\s*"?\d/i.test(control)) return /\bs-maxage\s*=\s*"?0*[1-9]/i.test(control);
  return /\bpublic\b/i.test(control) && !/\bmax-age\s*=\s*"?0+\b/i.test(control);
}

/** A key unchanged, in JSON and in Base64. */
function spellings(key: string): string[] {
  return [key, JSON.stringify(key).slice(1, -1), ...(isAscii(key) ? [trimEnd(btoa(key), '=')] : [])];
}

/** Half a key reveals too much, unless it is a plain word; the hints by which people recognise a key are shorter. */
function halvesOf(key: string): string[] {
  const middle = Math.ceil(key.length / 2);
  return [key.slice(0, middle), key.slice(-middle)].filter(
    (half) => half.length >= SHORTEST_HALF && /[^a-z]/.test(half),
  );
}

const SHORTEST_HALF = 10;
