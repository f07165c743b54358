import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { madeUpKey } from '../variants/key-variants.ts';
import { describeEnd, type Exchange, isRefusal } from '../wire/exchange.ts';
import { unknownProject } from './strangers.ts';

/** The same request sent with HEAD and with GET. */
interface Pair {
  readonly what: string;
  readonly ask: ListAsk;
  readonly head: Exchange;
  readonly get: Exchange;
}

/** HEAD is GET without the content (RFC 9110, 9.3.2). The document names GET alone, so a server may refuse it. */
export const headRequirements: readonly Requirement[] = [
  {
    id: 'WIRE-31',
    depth: 'quick',
    level: 'MUST',
    title: 'HEAD does not succeed where GET is refused for the key',
    source: 'documented: Request Headers, URL',
    standsAlone: true,
    check: async (context) => {
      for (const { what, head, get } of await pairs(context, strangers(context))) {
        const [asHead, asGet] = [head.reply?.status ?? 0, get.reply?.status ?? 0];
        if (asGet < 400 || asHead < 200 || asHead >= 300) continue;
        throw new ContractFailure({
          expected: `a refusal of HEAD ${what}, as GET gets status ${asGet}`,
          received: `status ${asHead}`,
          exchange: head,
        });
      }
    },
  },
  {
    id: 'WIRE-34',
    level: 'MUST',
    title: 'HEAD, where it is supported, succeeds for no request that GET refuses',
    source: 'assumed: RFC 9110, 9.3.2',
    check: async (context) => {
      if (!(await isAnsweredAsGet(context))) return;
      for (const { what, head, get } of await pairs(context, refusals(context))) {
        if (!isRefusal(get) || !isSuccess(head)) continue;
        throw new ContractFailure({
          expected: `a refusal of HEAD ${what}, as GET gets status ${get.reply?.status}`,
          received: `status ${head.reply?.status}`,
          exchange: head,
        });
      }
    },
  },
  {
    id: 'WIRE-35',
    level: 'MUST',
    title: 'what HEAD reports about a list is true: a length other than 0 is that of GET, and so is the type beside it',
    source: 'assumed: RFC 9110, 8.6 (no other Content-Length may be sent)',
    isSequence: true,
    check: async (context) => {
      const lists = [...PLAIN, ...(await withWindow(context))];
      for (const pair of await pairs(context, lists)) {
        if (!isSuccess(pair.head) || !isSuccess(pair.get)) continue;
        const [claimed, found] = [contentOf(pair.head), contentOf(pair.get)];
        // some routers answer HEAD on their own, without the list
        if (claimed.length === '' || claimed.length === '0' || found.length === '') continue;
        const isOther = claimed.length !== found.length || mediaTypeOf(claimed.type) !== mediaTypeOf(found.type);
        if (!isOther || !(await isRepeatable(context, pair))) continue;
        throw new ContractFailure({
          expected: `HEAD ${pair.what} to report what GET gets: ${found.length} bytes of ${found.type}`,
          received: `content-length ${claimed.length}, content-type ${claimed.type}`,
          exchange: pair.head,
        });
      }
    },
  },
  {
    id: 'WIRE-32',
    level: 'SHOULD',
    title: 'HEAD, where it is supported, gets the same status as GET',
    source: 'assumed: RFC 9110, 9.3.2',
    check: async (context) => {
      if (await isNotOffered(context)) return;
      for (const { what, head, get } of await pairs(context, [...PLAIN, ...refusals(context)])) {
        if (head.reply?.status === get.reply?.status) continue;
        throw new ContractFailure({
          expected: `status ${get.reply?.status} for HEAD ${what}, as for GET`,
          received: describeEnd(head),
          exchange: head,
        });
      }
    },
  },
  {
    id: 'WIRE-33',
    level: 'SHOULD',
    title: 'HEAD reports the type and the length of what GET gets',
    source: 'assumed: RFC 9110, 8.6 and 9.3.2',
    check: async (context) => {
      if (await isNotOffered(context)) return;
      const windows = await withWindow(context);
      for (const pair of await pairs(context, [...PLAIN, ...windows, ...refusals(context)])) {
        const { what, head, get } = pair;
        if (head.reply?.status !== get.reply?.status) continue;
        const [claimed, found] = [contentOf(head), contentOf(get)];
        const [name] = (['type', 'length'] as const).filter(
          (field) => claimed[field] && claimed[field] !== found[field],
        );
        if (name === undefined) continue;
        // refusals may contain numbers that vary, and data changes
        if (name === 'length' && (get.reply?.status !== 200 || !(await isRepeatable(context, pair)))) continue;
        throw new ContractFailure({
          expected: `the content-${name} of GET, ${found[name]}, for HEAD ${what}`,
          received: `content-${name} ${claimed[name]}`,
          exchange: head,
        });
      }
    },
  },
];

/** Whether the server does not support HEAD, which the document does not require. */
async function isNotOffered({ lists }: RunContext): Promise<boolean> {
  const { reply } = await lists.askOnce({ method: 'HEAD', isOdd: true });
  return reply !== undefined && [404, 405, 501].includes(reply.status);
}

/**
 * Whether HEAD reports the same type and length for the list as GET, so that the same code answers both. Some routers
 * answer HEAD on their own (Javalin with 200 for every path that supports GET).
 */
async function isAnsweredAsGet(context: RunContext): Promise<boolean> {
  const [pair] = await pairs(context, PLAIN);
  if (!pair || !isSuccess(pair.head) || !isSuccess(pair.get)) return false;
  const { length, type } = contentOf(pair.head);
  return length !== '0' && mediaTypeOf(type) === mediaTypeOf(contentOf(pair.get).type);
}

/**
 * Whether HEAD and GET each report the same a second time, and GET gives the same text: data changes, and what a list says
 * about itself, such as how long it took, may be as long twice by chance.
 */
async function isRepeatable({ lists }: RunContext, { ask, head, get }: Pair): Promise<boolean> {
  const again = [await lists.ask({ ...ask, method: 'HEAD', isOdd: true }), await lists.ask(ask)];
  if (again[1]?.reply?.text !== get.reply?.text) return false;
  return [head, get].every((exchange, index) => {
    const [first, second] = [exchange, again[index]].map((one) => one && contentOf(one));
    return first?.length === second?.length && first?.type === second?.type;
  });
}

function isSuccess({ reply }: Exchange): boolean {
  return reply?.status === 200;
}

function mediaTypeOf(type: string): string | undefined {
  return type.split(';')[0]?.trim().toLowerCase();
}

type Asked = Pick<Pair, 'what' | 'ask'>;

const PLAIN: readonly Asked[] = [{ what: 'with the key', ask: {} }];

function strangers(context: RunContext): Asked[] {
  const { key } = context.settings;
  return [
    { what: 'without a key', ask: { credential: null } },
    { what: 'with a wrong key', ask: { credential: madeUpKey(key) } },
  ];
}

function refusals(context: RunContext): Asked[] {
  return [
    ...strangers(context),
    { what: 'for an unknown project', ask: { project: unknownProject(context) } },
    { what: 'with a bad date', ask: { window: { start: 'abc' } } },
  ];
}

async function withWindow(context: RunContext): Promise<Asked[]> {
  const all = await context.baseline.some();
  return [{ what: 'for a window', ask: { window: { start: all.at(-1)?.time ?? 0 } } }];
}

async function pairs({ lists }: RunContext, asked: readonly Asked[]): Promise<Pair[]> {
  const found: Pair[] = [];
  for (const { what, ask } of asked) {
    const [head, get] = [await lists.askOnce({ ...ask, method: 'HEAD', isOdd: true }), await lists.askOnce(ask)];
    found.push({ what, ask, head, get });
  }
  return found;
}

/** What a reply reports about its content; for GET the length is counted. */
function contentOf({ reply, request }: Exchange): { readonly type: string; readonly length: string } {
  const type = reply?.headers.get('content-type') ?? '';
  const length = reply?.headers.get('content-length') ?? '';
  const isCoded = reply?.headers.has('content-encoding');
  return { type, length: request.method === 'HEAD' ? length : isCoded ? '' : `${reply?.bytes.length ?? 0}` };
}
