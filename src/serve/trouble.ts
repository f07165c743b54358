import type { Effect } from './effect.ts';
import type { Delivery, MockReply } from './message.ts';

/** What goes wrong on purpose, as far as the handling of requests needs it. */
export interface Trouble {
  /** False while nothing can go wrong, which spares each request the question. */
  readonly isActive: boolean;
  /** Decides what befalls a request; undefined when nothing does. */
  next(request: {
    readonly projectKey?: string | undefined;
    readonly userId?: string | undefined;
  }): Effect | undefined | Promise<Effect | undefined>;
}

/** Says what happens to a reply on its way, given what befalls it and the delay that the client prefers. */
export function toDelivery({ body }: MockReply, effect: Effect | undefined, delayMs = 0): Delivery | undefined {
  const delay = delayMs + (effect?.delayMs ?? 0);
  if (effect?.drop) return { delayMs: delay, drop: true };
  if (effect?.cut !== undefined) return { delayMs: delay, cutAfterBytes: Math.floor((body?.length ?? 0) * effect.cut) };
  return delay > 0 ? { delayMs: delay } : undefined;
}
