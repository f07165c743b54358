import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { sensitiveText } from '../reading/internals.ts';
import {
  DEBUG_HEADERS,
  type InsiderHeaders,
  insiderHeaders,
  TENANT_HEADERS,
  URL_HEADERS,
  USER_HEADERS,
  under,
} from '../variants/insider-headers.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';
import { expectNothingOf, type Tried } from './letting-in.ts';

/** Headers that internal systems set, sent by anybody. */
export const gateHeaderRequirements: readonly Requirement[] = [
  {
    id: 'GATE-11',
    level: 'MUST',
    title: 'no header meant for internal use lets anybody in without a key',
    source: 'documented: Request Headers (the key alone is named)',
    comparesAnswers: true,
    check: async (context) => {
      const { user } = context.lists;
      const packs = insiderHeaders(isHeaderText(user) ? user : 'admin');
      const isDeep = context.settings.depth === 'deep';
      const tried = isDeep
        ? packs.flatMap((pack) => (pack.names.length === 1 ? [pack] : [pack, ...eachAlone(pack)])).map(toTried)
        : togetherOf(packs);
      try {
        await expectNothingOf(context, tried);
      } catch (error) {
        if (!(error instanceof ContractFailure) || isDeep) throw error;
        // only one of the headers causes it: find out which and report that one
        const { headers = {} } = error.details.exchange?.request ?? {};
        await expectNothingOf(
          context,
          packs
            .filter((pack) => isSent(pack, headers))
            .flatMap(eachAlone)
            .map(toTried),
        );
        throw error;
      }
    },
  },
  {
    id: 'GATE-12',
    level: 'MUST',
    title: 'no header that names the documented path turns a public request into a documented one',
    source: 'documented: URL, Request Headers',
    comparesAnswers: true,
    check: async (context) => {
      const { path } = context.exchanges.toRequest(context.lists.toAsk({}));
      const names = context.settings.depth === 'deep' ? URL_HEADERS.map((name) => [name]) : [URL_HEADERS];
      await expectNothingOf(
        context,
        names.flatMap((some) =>
          ['/', '/favicon.ico'].map(
            (line): Tried => [
              `the path in ${some.join(', ')} and "${line}" in the request line`,
              { beside: () => line, headers: under(some, path) },
            ],
          ),
        ),
      );
    },
  },
  {
    id: 'GATE-13',
    level: 'MUST',
    title: 'the path alone decides whose events come, not a header meant for internal use',
    source: 'documented: URL',
    comparesAnswers: true,
    check: async (context) => {
      const { user } = context.lists;
      const nobody = `nobody-${context.seed}`;
      const { path } = context.exchanges.toRequest(context.lists.toAsk({}));
      const forNobody: ListAsk[] = [
        ...(isHeaderText(user) ? [{ headers: under(USER_HEADERS, user) }] : []),
        { headers: under(URL_HEADERS, path) },
      ];
      await sideBySide(forNobody, async (ask) => {
        expectNobody(context, await context.lists.ask({ ...ask, user: nobody, isOdd: true }));
      });
      const forUser = [under(USER_HEADERS, nobody), under(TENANT_HEADERS, '1'), under(TENANT_HEADERS, '2')];
      await sideBySide(forUser, (headers) => expectSameOrRefused(context, { headers }));
    },
  },
  {
    id: 'GATE-14',
    level: 'MUST',
    title: 'a header or a parameter that asks for debug output reveals nothing about the server',
    source: 'assumed: clients learn nothing about the server',
    comparesAnswers: true,
    check: async (context) => {
      const plain = revealedBy(await context.lists.askOnce({}));
      const asks: ListAsk[] = [{ query: DEBUG_QUERY }, { headers: under(DEBUG_HEADERS, 'true') }];
      await sideBySide(asks, async (ask) => {
        const exchange = await expectSameOrRefused(context, { headers: under(DEBUG_HEADERS, '1'), ...ask });
        // events may contain text that looks like internals
        const found = revealedBy(exchange).find((what) => !plain.includes(what));
        if (found === undefined) return;
        throw new ContractFailure({
          expected: 'nothing about the server in the reply',
          received: `${found}: ${describeEnd(exchange)}`,
          exchange,
        });
      });
    },
  },
  {
    id: 'GATE-15',
    level: 'MUST',
    title: 'a header does not decide which host a client is redirected to',
    source: 'assumed: clients follow redirects',
    comparesAnswers: true,
    check: async (context) => {
      const headers = { 'x-forwarded-host': ELSEWHERE, 'x-host': ELSEWHERE, 'x-forwarded-prefix': 'app' };
      const exchange = await context.lists.ask({ headers, isOdd: true });
      const location = exchange.reply?.headers.get('location') ?? '';
      if (!location.includes(ELSEWHERE)) return;
      throw new ContractFailure({
        expected: 'no redirect to the host of a header',
        received: `status ${exchange.reply?.status} to ${location}`,
        exchange,
      });
    },
  },
];

/** Whether a text is a valid header value unchanged. */
function isHeaderText(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

const ELSEWHERE = 'elsewhere.example';

const DEBUG_QUERY = 'debug=1&verbose=1&trace=1&explain=1';

/** What the beginning and the end of a reply reveal about the server. */
function revealedBy({ reply }: Exchange): string[] {
  const text = reply?.text ?? '';
  return [text, text.slice(-ENDS)].flatMap((part) => sensitiveText(part) ?? []);
}

const ENDS = 4_000;

/** Claims that can share a request: none of them redirects it or selects another user. */
const JOINED: ReadonlySet<string> = new Set([
  'an address of the machine itself',
  'an address of a private net',
  'an inner request',
  'an inner host',
  'a debug mode',
  'a token that was checked',
  'a certificate that was checked',
  'a role',
]);

/** Combines packs that may share a request, as long as the names of their headers differ. */
function togetherOf(packs: readonly InsiderHeaders[]): Tried[] {
  const requests: { claims: string[]; headers: Record<string, string>; isJoined: boolean }[] = [];
  for (const { claim, names, value } of packs) {
    const isJoined = JOINED.has(claim);
    const open = requests.find(
      (one) => isJoined && one.isJoined && !names.some((name) => Object.hasOwn(one.headers, name)),
    );
    const request = open ?? { claims: [], headers: {}, isJoined };
    if (!open) requests.push(request);
    request.claims.push(claim);
    Object.assign(request.headers, under(names, value));
  }
  return requests.map(
    ({ claims, headers }): Tried => [`headers that claim ${[...new Set(claims)].join(', ')}`, { headers }],
  );
}

function toTried({ claim, names, value }: InsiderHeaders): Tried {
  const what = names.length === 1 ? `"${names[0]}: ${value}"` : `headers that claim ${claim}`;
  return [what, { headers: under(names, value) }];
}

function eachAlone(pack: InsiderHeaders): InsiderHeaders[] {
  return pack.names.map((name) => ({ ...pack, names: [name] }));
}

function isSent({ names, value }: InsiderHeaders, headers: Readonly<Record<string, string>>): boolean {
  return names.every((name) => headers[name] === value);
}

function expectNobody({ exchanges, lists }: RunContext, exchange: Exchange): void {
  const items = exchanges.inspector.itemsOf(exchange) ?? [];
  if (exchange.reply?.status !== 200 || items.length === 0) return;
  throw new ContractFailure({
    expected: `no ${lists.probe.noun} for a user that does not exist`,
    received: `${items.length} ${lists.probe.noun}, whoever the headers name`,
    exchange,
    diagnosis: 'A header that anybody can send decides whose events come.',
  });
}

/**
 * Fails where a request with these headers gets a different list than one without, or is treated as anonymous. Any other
 * refusal is accepted.
 */
async function expectSameOrRefused(context: RunContext, ask: ListAsk): Promise<Exchange> {
  const all = await context.baseline.some();
  const exchange = await context.lists.ask({ ...ask, isOdd: true });
  const { status } = exchange.reply ?? {};
  if (status !== 200 && status !== 404) return exchange;
  const items = context.exchanges.inspector.itemsOf(exchange);
  const difference = items ? context.baseline.compare(all, items) : describeEnd(exchange);
  if (difference === undefined) return exchange;
  throw new ContractFailure({
    expected: `the same ${all.length} ${context.lists.probe.noun} as without ${[...Object.keys(ask.headers ?? {}), ask.query].filter(Boolean).join(', ')}`,
    received: difference,
    exchange,
  });
}
