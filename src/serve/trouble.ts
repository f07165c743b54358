import type { Delivery, MockReply } from './message.ts';

/** What happens to one reply. */
export interface Effect {
  /** IDs of the responsible faults. */
  readonly faultIds: readonly string[];
  /** Delay of the reply in milliseconds. */
  readonly delayMs: number;
  /** The refusal that is sent instead of the reply. */
  readonly refusal?: {
    readonly status: number;
    readonly message: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** The connection is closed without a reply. */
  readonly drop?: true;
  /** The share of the body sent before the connection breaks, from 0 to below 1. */
  readonly cut?: number;
}

/** What goes wrong on purpose, as the request handler sees it. */
export interface Trouble {
  /** False while nothing can go wrong, to spare each request the check. */
  readonly isActive: boolean;
  /** Decides what happens to a request; undefined for nothing. */
  next(asked: AskedFor): Effect | undefined | Promise<Effect | undefined>;
  /** Returns what would happen to a request without using anything up: for requests not from the application. */
  peek(asked: AskedFor): Effect | undefined;
}

/** The project and the user in the path of a request, as far as it names them. */
interface AskedFor {
  readonly projectKey?: string | undefined;
  readonly userId?: string | undefined;
}

/** Returns how to deliver a reply, given the effect of faults and the delay that the client prefers. */
export function toDelivery(reply: MockReply, effect: Effect | undefined, delayMs = 0): Delivery | undefined {
  const delay = delayMs + (effect?.delayMs ?? 0);
  if (effect?.drop) return { delayMs: delay, drop: true };
  if (effect?.cut !== undefined) {
    return { delayMs: delay, cutAfterBytes: Math.floor((reply.body?.length ?? 0) * effect.cut) };
  }
  return delay > 0 ? { delayMs: delay } : undefined;
}
