import { trimEnd } from '../../shared/trim-end.ts';
import type { Inspected, Rule } from '../asking/inspector.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { namesCoding } from '../reading/accept-encoding.ts';
import { diagnoseBreakdown } from '../reading/breakdown.ts';
import { hintOnInternals, LONGEST_SEARCHED, sensitiveText } from '../reading/internals.ts';
import { isAscii } from '../reading/text-escaping.ts';
import { decodeLeniently, isMalformed, withoutOwnPath } from '../reading/url-spelling.ts';
import { STAND_INS } from '../variants/key-variants.ts';
import { type Respell, withBehind, withoutLast } from '../variants/path-variants.ts';
import { describeEnd, type Exchange, isAsDocumented, isRedirect, isRefusal } from '../wire/exchange.ts';

/** What holds for every reply, above all for refusals and for odd requests. */
export const robustRequirements: readonly Requirement[] = [
  {
    id: 'ROBUST-01',
    level: 'MUST',
    title: 'broken percent-encoding and unusual bytes in the path are refused or mean nobody',
    source: 'assumed: clients make mistakes',
    check: async (context) => {
      for (const segment of ['%', '%zz', '%E0%A4%A', '%C0%AF', '%FF', '%00', '%u0041']) {
        expectClientError(
          await context.lists.ask({ userSegment: segment, isOdd: true }),
          `the path segment "${segment}"`,
          [200],
        );
        if (!ALSO_AS_PROJECT.includes(segment)) continue;
        expectClientError(
          await context.lists.ask({ projectSegment: segment, isOdd: true }),
          `the project segment "${segment}"`,
          noProject(context),
        );
      }
      expectNoHeaderOfOurs(await context.lists.ask({ userSegment: `x%0D%0A${OUR_HEADER}:%20yes`, isOdd: true }));
    },
  },
  {
    id: 'ROBUST-02',
    level: 'MUST',
    title: 'very long IDs, queries and headers are refused or mean nobody',
    source: 'assumed: clients make mistakes',
    check: async (context) => {
      const long = 'x'.repeat(6_000);
      expectClientError(
        await context.lists.ask({ userSegment: long, isOdd: true }),
        'a user ID of 6000 characters',
        [200],
      );
      expectClientError(
        await context.lists.ask({ projectSegment: long, isOdd: true }),
        'a project key of 6000 characters',
        noProject(context),
      );
      await expectLongQuery(context, `unknown=${long}`);
      expectClientError(
        await context.lists.ask({ query: `start_date=${'1'.repeat(3_000)}`, isOdd: true }),
        'a date of 3000 digits',
        [200],
      );
      expectClientError(
        await context.lists.ask({ headers: { 'x-unknown': long }, isOdd: true }),
        'a header of 6000 characters',
        [200],
      );
      expectClientError(
        await context.lists.ask({ credential: { value: long, shell: long }, isOdd: true }),
        'a key of 6000 characters',
        [],
      );
    },
  },
  {
    id: 'ROBUST-03',
    level: 'MUST',
    title: 'a path beside the documented one is not answered with success',
    source: 'documented: URL',
    check: async (context) => {
      const { path } = context.exchanges.toRequest(context.lists.toAsk({}));
      const paths = PATHS_BESIDE.filter(([, beside]) => !isOfAnother(context, beside(path)));
      await sideBySide(paths, async ([name, beside]) => {
        const exchange = await context.lists.askOnce(toAskBeside(context, beside));
        expectClientError(exchange, `the path ${name}`, beside === withoutLast ? [200] : []);
      });
    },
  },
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
    source: 'assumed: a status from 500 on is a fault of the server, but for one 503 that says when to ask again',
    rule: ({ exchange }) => {
      const status = exchange.reply?.status ?? 0;
      const { request, isPutOff = false } = exchange;
      const mayFail = request.mayFail || isPutOff || (status === 501 && !isAsDocumented(request));
      const isFailure = status >= 500 && !mayFail;
      return isFailure
        ? { expected: 'no status from 500 on', received: describeEnd(exchange), diagnosis: diagnoseBreakdown(exchange) }
        : 'met';
    },
  },
  {
    id: 'ROBUST-06',
    level: 'MUST',
    title: 'no request of the documented form is redirected',
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
    title: 'a refusal is JSON and labelled so',
    source: 'observed: v1',
    needs: 'a status that refuses something; leave AUTH and ISOLATION in with --only',
    rule: (inspected) => {
      const { request, reply } = inspected.exchange;
      const type = reply?.headers.get('content-type') ?? '';
      const isLabelled = /^application\/([\w.-]+\+)?json\b/i.test(type);
      // what a server in front refuses is in its own form; what says that it is JSON must be, whoever sends it
      const isOfFront = request.isOdd || OF_THE_FRONT.includes(reply?.status ?? 0);
      if (!isOrdinaryRefusal(inspected) || (isOfFront && !isLabelled)) return undefined;
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
    source: 'assumed: a refusal is one',
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
    title: 'no refusal shows a stack trace, a query or a file of the server',
    source: 'assumed: strangers learn nothing',
    needs: 'a status that refuses something; leave AUTH and ISOLATION in with --only',
    rule: ({ exchange }) => {
      const status = exchange.reply?.status ?? 0;
      if (status < 400 || OF_THE_FRONT.includes(status)) return undefined;
      const found = sensitiveText(withoutOwnPath(exchange, LONGEST_SEARCHED), isMalformed(exchange.request.url));
      if (found === undefined) return 'met';
      const diagnosis = hintOnInternals(exchange.reply?.text ?? '');
      return { expected: 'a plain sentence', received: `${found}: ${describeEnd(exchange)}`, diagnosis };
    },
  },
  {
    id: 'ROBUST-10',
    level: 'MUST',
    title: 'no reply repeats a key',
    source: 'assumed: replies are logged and cached',
    needs: 'been asked with a key of 8 characters or more; shorter ones are not looked for',
    rule: ({ exchange: { request, reply }, secrets }) => {
      const given = request.credential?.value ?? '';
      // a refusal may well tell what to put in the place of these
      const sent = STAND_INS.includes(given) ? '' : given;
      // what stands in the URL, as a project key does, comes back with the URL
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
      if (reply?.status !== 200) return undefined;
      const control = reply.headers.get('cache-control') ?? '';
      return isForSharedCaches(control)
        ? {
            expected: "no public and no s-maxage in cache-control, as the reply is one user's",
            received: `cache-control ${control}`,
            diagnosis: 'Replies are marked as public, so a cache in front gives them to people without the key.',
          }
        : 'met';
    },
  },
  {
    id: 'ROBUST-13',
    level: 'SHOULD',
    title: 'a path that does not exist is refused in JSON too',
    source: 'observed: v1',
    check: async (context) => {
      const exchange = await context.lists.askOnce(toAskBeside(context, withBehind('x')));
      const type = exchange.reply?.headers.get('content-type') ?? 'no content-type';
      if (/json/i.test(type) && context.exchanges.bodyOf(exchange) !== undefined) return;
      throw new ContractFailure({ expected: 'a JSON body', received: `${type}, ${describeEnd(exchange)}`, exchange });
    },
  },
];

/** Paths of which each is close to that of an operation. */
const PATHS_BESIDE: readonly [name: string, beside: Respell][] = [
  ['without its last letter', (path) => path.slice(0, -1)],
  ['with one more letter', withBehind('x')],
  ['with more behind it', withBehind('/nothing/here')],
  ['without its last part', withoutLast],
];

function toAskBeside({ seed }: RunContext, beside: Respell): ListAsk {
  return { beside, isOdd: true, user: `nobody-${seed}` };
}

/** One for each kind: cut off, no hex, no UTF-8, a null. */
const ALSO_AS_PROJECT = ['%zz', '%00'];

/** Statuses with which a server in front of the API may answer in its own form. */
const OF_THE_FRONT = [413, 414, 429, 431];

/** Applies to refusals by the API itself. */
function onRefusals(rule: Rule): Rule {
  return (inspected) => {
    const { request, reply } = inspected.exchange;
    const isOfFront = request.isOdd || OF_THE_FRONT.includes(reply?.status ?? 0);
    return isOrdinaryRefusal(inspected) && !isOfFront ? rule(inspected) : undefined;
  };
}

function isOrdinaryRefusal({ exchange }: Inspected): boolean {
  return exchange.reply !== undefined && isRefusal(exchange) && isAsDocumented(exchange.request);
}

/** Whether caches may give a reply to others without asking the server again. */
function isForSharedCaches(control: string): boolean {
  if (/\b(?:private|no-store|no-cache)\b/i.test(control)) return false;
  if (/\bs-maxage\s*=\s*"?\d/i.test(control)) return /\bs-maxage\s*=\s*"?0*[1-9]/i.test(control);
  return /\bpublic\b/i.test(control) && !/\bmax-age\s*=\s*"?0+\b/i.test(control);
}

/** A key as it is, in JSON and in Base64. */
function spellings(key: string): string[] {
  return [key, JSON.stringify(key).slice(1, -1), ...(isAscii(key) ? [trimEnd(btoa(key), '=')] : [])];
}

/** Half of a key is much of it, where it is no plain word; what people know a key by is shorter. */
function halvesOf(key: string): string[] {
  const middle = Math.ceil(key.length / 2);
  return [key.slice(0, middle), key.slice(-middle)].filter(
    (half) => half.length >= SHORTEST_HALF && /[^a-z]/.test(half),
  );
}

const SHORTEST_HALF = 10;

const OUR_HEADER = 'x-injected';

/** Fails when what stood in the path came back as a header. */
function expectNoHeaderOfOurs(exchange: Exchange): void {
  expectClientError(exchange, 'a line feed in the path', [200]);
  if (!exchange.reply?.headers.has(OUR_HEADER)) return;
  throw new ContractFailure({
    expected: 'no header made of the path',
    received: `the header "${OUR_HEADER}: ${exchange.reply.headers.get(OUR_HEADER)}"`,
    exchange,
  });
}

/** Fails unless a long query is refused, or read to its end: a date behind it leaves nothing. */
async function expectLongQuery(context: RunContext, long: string): Promise<void> {
  const { query: dates } = context.lists.toAsk({ window: { end: 1 } });
  const exchange = await context.lists.ask({ query: dates === undefined ? long : `${long}&${dates}`, isOdd: true });
  expectClientError(exchange, 'a query of 6000 characters', [200]);
  const items = context.lists.itemsOf(exchange) ?? [];
  if (dates === undefined || items.length === 0 || context.seen.isWrong('date 0')) return;
  throw new ContractFailure({
    expected: `no ${context.lists.probe.noun} for "${dates}" behind 6000 characters of the query, or a refusal`,
    received: `${items.length} ${context.lists.probe.noun}`,
    exchange,
    diagnosis: 'A long query is cut off, and with it the dates behind.',
  });
}

/** Statuses beside a refusal that an unknown project may get. */
function noProject({ lists }: RunContext): number[] {
  return lists.probe.mayProjectBeEmpty ? [200] : [];
}

/** Whether a path is that of another operation of the API. */
function isOfAnother({ lists, exchanges }: RunContext, path: string): boolean {
  const { operation, operations = [] } = lists.probe;
  const others = operations.filter((other) => other !== operation && other.method === operation.method);
  return others.some((other) => exchanges.hasPath(other, path));
}

function expectClientError(exchange: Exchange, what: string, also: readonly number[]): void {
  const status = exchange.reply?.status ?? 0;
  if (isRefusal(exchange) || isRedirect(exchange) || also.includes(status)) return;
  throw new ContractFailure({ expected: `a refusal (4xx) of ${what}`, received: describeEnd(exchange), exchange });
}
