import type { Budget } from './budget.ts';
import type { Exchange } from './exchange.ts';
import { isBareBusy } from './rate-limit.ts';

/**
 * Whether a server that has answered a request with a bare 503 limits the rate of requests: after a rest it answers again,
 * and if it is asked fast, it refuses most requests from some point on. A server that only fails now and then does not.
 *
 * @param ask - sends a request that the server has answered before.
 */
export async function hasSilentLimit(ask: () => Promise<Exchange>, budget: Budget): Promise<boolean> {
  const isBusy = async () => {
    await budget.take();
    return isBareBusy(await ask());
  };
  await budget.sleep(REST_MS);
  for (let asked = 0; asked < MOST_BEFORE; asked += 1) {
    if (!(await isBusy())) continue;
    if (asked === 0) return false;
    const next = await Promise.all(Array.from({ length: AFTER }, isBusy));
    return next.filter(Boolean).length > AFTER / 2;
  }
  return false;
}

/** A limit is counted in seconds. */
const REST_MS = 1_000;
/** Requests that a limit may let through at once. */
const MOST_BEFORE = 200;
const AFTER = 10;
