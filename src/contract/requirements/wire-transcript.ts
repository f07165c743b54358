import fc from 'fast-check';
import type { Conversation } from '../asking/conversations.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { inOtherCase, madeUpKey } from '../variants/key-variants.ts';
import type { WireExchange } from '../wire/raw/line.ts';
import type { WireForm } from '../wire/raw/raw-request.ts';
import { unknownProject } from './strangers.ts';

/** How a request of the transcript differs from the right one. */
export type Aspect = 'nothing' | 'key' | 'subject' | 'form';

/** One request of the transcript. */
export interface Turn {
  readonly what: string;
  readonly aspect: Aspect;
  readonly ask: ListAsk;
  readonly form?: WireForm;
  /** Whether one connection also begins with it, as some servers keep state from the first request. */
  readonly isFirst?: boolean;
}

/** A request of the transcript, with its result. */
export interface Said {
  readonly turn: Turn;
  /** The request before it on the same connection; undefined for the first. */
  readonly before: Turn | undefined;
  readonly exchange: WireExchange;
}

const RIGHT: Turn = { what: 'the right request', aspect: 'nothing', ask: {} };
const MOST_TIMEOUTS = 2;
const YEAR_MS = 366 * 86_400_000;

const known = new WeakMap<object, Promise<readonly Said[]>>();

/**
 * Alternates variations with the right request over a few connections. A variation differs in the key, in whose data it
 * requests, or in its form; each comes between two right requests, and some also begin a connection. The seed decides
 * the order.
 * The transcript is recorded once for all requirements that check it, as long as the data does not change.
 */
export function transcriptOf(context: RunContext): Promise<readonly Said[]> {
  const { memory } = context.exchanges;
  const transcript = known.get(memory) ?? hold(context);
  known.set(memory, transcript);
  return transcript;
}

async function hold(context: RunContext): Promise<readonly Said[]> {
  const turns = await turnsOf(context);
  const [order = []] = fc.sample(fc.shuffledSubarray(turns, { minLength: turns.length }), {
    seed: context.seed,
    numRuns: 1,
  });
  const half = Math.ceil(order.length / 2);
  const plans = [
    ...order.filter(({ isFirst }) => isFirst).map((turn) => [turn, RIGHT]),
    betweenRightOnes(order.slice(0, half)),
    betweenRightOnes(order.slice(half)),
  ];
  const said = await sideBySide(plans, (plan) => context.conversations.have((talk) => follow(plan, talk)));
  return said.flat();
}

function betweenRightOnes(turns: readonly Turn[]): Turn[] {
  const goodbye: Turn = { ...RIGHT, form: { fields: [['Connection', 'close']] } };
  return [RIGHT, ...turns.flatMap((turn) => [turn, RIGHT]).slice(0, -1), goodbye];
}

async function follow(plan: readonly Turn[], { ask }: Conversation): Promise<Said[]> {
  const said: Said[] = [];
  for (const turn of plan) {
    const exchange = await ask(turn.ask, turn.form);
    said.push({ turn, before: said.at(-1)?.turn, exchange });
    // more timeouts would only cost time
    if (said.filter(({ exchange: { fault } }) => fault?.kind === 'timeout').length >= MOST_TIMEOUTS) break;
  }
  return said;
}

async function turnsOf(context: RunContext): Promise<Turn[]> {
  const all = await context.baseline.history();
  const last = all.reduce((latest, { time, end = time }) => Math.max(latest, end), 0);
  const plain = await context.lists.askOnce({});
  const tag = plain.reply?.headers.get('etag');
  const { key } = context.settings;
  const otherCase = context.settings.depth === 'deep' ? inOtherCase(key) : undefined;
  const keys: Omit<Turn, 'aspect'>[] = [
    { what: 'a request without a key', ask: { credential: null } },
    { what: 'a request with a wrong key', ask: { credential: madeUpKey(key) }, isFirst: true },
    ...(otherCase ? [{ what: 'a request with the key in another letter case', ask: { credential: otherCase } }] : []),
  ];
  const subjects: Omit<Turn, 'aspect'>[] = [
    { what: 'a request for an unknown user', ask: { user: `nobody-${context.seed}` } },
    { what: 'a request for an unknown project', ask: { project: unknownProject(context) } },
    {
      what: 'a request for a window behind all that there is',
      ask: { window: { start: last + YEAR_MS, end: last + 2 * YEAR_MS } },
    },
  ];
  const forms: Omit<Turn, 'aspect'>[] = [
    { what: 'a request that takes gzip', ask: { headers: { 'accept-encoding': 'gzip' } }, isFirst: true },
    { what: 'HEAD', ask: { method: 'HEAD' } },
    // the valid one of the two dates must not persist either
    { what: 'a request with a bad date', ask: { window: { start: last + YEAR_MS, end: 'abc' } } },
    { what: 'a request under a condition', ask: { headers: { 'if-none-match': tag ?? '*' }, isOdd: true } },
  ];
  const withAspect = (turns: readonly Omit<Turn, 'aspect'>[], aspect: Aspect) =>
    turns.map((turn) => ({ ...turn, aspect }));
  return [...withAspect(keys, 'key'), ...withAspect(subjects, 'subject'), ...withAspect(forms, 'form')];
}
