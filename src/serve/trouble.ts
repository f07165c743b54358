import type { Delivery, MockReply } from './message.ts';

/** What happens to one reply. */
export interface Effect {
  /** The faults that do it, by ID. */
  readonly faultIds: readonly string[];
  /** How long the reply is held back, in milliseconds. */
  readonly delayMs: number;
  /** The refusal that is sent instead of the reply. */
  readonly refusal?: {
    readonly status: number;
    readonly message: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** The connection is closed without a reply. */
  readonly drop?: true;
  /** The share of the body that is sent before the connection breaks, 0 to below 1. */
  readonly cut?: number;
}

/** What goes wrong on purpose, as far as the handling of requests needs it. */
export interface Trouble {
  /** False while nothing can go wrong, which spares each request the question. */
  readonly isActive: boolean;
  /** Decides what happens to a request; undefined when nothing does. */
  next(asked: AskedFor): Effect | undefined | Promise<Effect | undefined>;
  /** Tells what would happen to a request, and uses nothing up: for one that is not the application's. */
  peek(asked: AskedFor): Effect | undefined;
}

/** The project and the user that a request asks for, as far as its path says. */
interface AskedFor {
  readonly projectKey?: string | undefined;
  readonly userId?: string | undefined;
}

/** Says what happens to a reply on its way, given the effect of faults and the delay that the client prefers. */
export function toDelivery(reply: MockReply, effect: Effect | undefined, delayMs = 0): Delivery | undefined {
  const delay = delayMs + (effect?.delayMs ?? 0);
  if (effect?.drop) return { delayMs: delay, drop: true };
  if (effect?.cut !== undefined) {
    return { delayMs: delay, cutAfterBytes: Math.floor((reply.body?.length ?? 0) * effect.cut) };
  }
  return delay > 0 ? { delayMs: delay } : undefined;
}
