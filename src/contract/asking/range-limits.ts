import { ContractFailure } from '../outcome/failure.ts';
import { describeWindow, type Window } from '../reading/window.ts';
import type { WindowReading } from '../reading/window-reading.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';

/** Nobody limits a range to less than a day. */
const NARROWEST_LIMIT_MS = 86_400_000;

/**
 * The ranges that a server may refuse although it understands both dates: those that cannot contain anything, and those
 * that are wider than it allows. The document neither sets nor forbids a limit. A server that refuses a range must also
 * refuse all wider ones.
 */
export class RangeLimits {
  readonly #now: number;
  #widestAnswered = 0;
  #narrowestRefused = Number.POSITIVE_INFINITY;

  /** @param now - in ms since 1970; no event is later. */
  constructor(now: number) {
    this.#now = now;
  }

  /** Whether the answer is a refusal that these rules allow. Fails if it is a 200 for a wider range than one refused. */
  refuse(exchange: Exchange, window: Window, reading: WindowReading): boolean {
    const width = widthOf(window);
    const status = exchange.reply?.status;
    if (status === 200) this.#answer(exchange, window, width);
    if (status !== 400 && status !== 422) return false;
    if (this.#holdsNothing(window, reading)) return true;
    if (!(width > NARROWEST_LIMIT_MS) || width <= this.#widestAnswered) return false;
    this.#narrowestRefused = Math.min(this.#narrowestRefused, width);
    return true;
  }

  #answer(exchange: Exchange, window: Window, width: number): void {
    if (width >= this.#narrowestRefused) {
      throw new ContractFailure({
        expected: `${describeWindow(window)} to be refused, as a range of ${this.#narrowestRefused} ms was`,
        received: describeEnd(exchange),
        exchange,
      });
    }
    if (width > this.#widestAnswered) this.#widestAnswered = width;
  }

  #holdsNothing({ start, end }: Window, { isEndIncluded }: WindowReading): boolean {
    const [from, to] = [Number(start ?? Number.NEGATIVE_INFINITY), Number(end ?? Number.POSITIVE_INFINITY)];
    return from > to || (from === to && !isEndIncluded) || from > this.#now;
  }
}

/** In ms; not a number where a bound is left out. */
function widthOf({ start, end }: Window): number {
  return start === undefined || end === undefined ? Number.NaN : Number(end) - Number(start);
}
