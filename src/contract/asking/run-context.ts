import { toSeenExchange } from '../outcome/seen-exchange.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Redactor } from '../wire/redact.ts';
import { Baseline } from './baseline.ts';
import { Conversations } from './conversations.ts';
import { Exchanges } from './exchanges.ts';
import { FreshWindows } from './fresh-windows.ts';
import type { Inspector } from './inspector.ts';
import { Lists } from './lists.ts';
import type { Probe } from './probe.ts';
import { createRedaction } from './redaction.ts';
import { Seen } from './seen.ts';
import type { Settings } from './target.ts';

/** What a check works with. */
export interface RunContext {
  readonly settings: Settings;
  /** Reproduces the random choices of the run. */
  readonly seed: number;
  /** Sends requests for any operation. */
  readonly exchanges: Exchanges;
  /** Requests lists, in the terms of the contract. */
  readonly lists: Lists;
  /** Requests lists over raw connections, where they are available. */
  readonly conversations: Conversations;
  /** What was read first, for comparison. */
  readonly baseline: Baseline;
  /** Windows that nobody has requested yet. */
  readonly fresh: FreshWindows;
  /** What the server is known to answer right or wrong. */
  readonly seen: Seen;
  /** Masks the secrets of the run. */
  readonly redactor: Redactor;
}

/** Creates everything that the checks of a run work with. */
export function createRunContext(
  settings: Settings,
  { probe, inspector, seed }: { readonly probe: Probe; readonly inspector: Inspector; readonly seed: number },
): RunContext {
  const redactor = createRedaction(settings);
  const { onExchange } = settings;
  const notify = onExchange && ((exchange: Exchange) => onExchange(toSeenExchange(exchange, redactor)));
  const exchanges = new Exchanges(settings, inspector, probe, notify);
  const lists = new Lists(probe, exchanges, settings);
  const conversations = new Conversations(exchanges, lists);
  const baseline = new Baseline(exchanges, lists, settings);
  const fresh = new FreshWindows(baseline, lists, seed);
  return {
    settings,
    seed,
    exchanges,
    lists,
    conversations,
    baseline,
    fresh,
    seen: new Seen(),
    redactor,
  };
}
