import type { Budget } from './budget.ts';
import type { Exchange } from './exchange.ts';
import { isBareBusy } from './rate-limit.ts';

/**
 * Whether a server that has answered a request with a bare 503 limits the rate of requests: after a rest it answers the
 * request, and if it is asked fast, it refuses most requests from some point on. A server that fails for this request, or
 * now and then, does not. Undefined if it fails for this request, which says nothing about others.
 *
 * @param repeat - sends the request again.
 * @param ask - sends a request that the server has answered before.
 */
export async function hasSilentLimit(
  repeat: () => Promise<Exchange>,
  ask: () => Promise<Exchange>,
  budget: Budget,
): Promise<boolean | undefined> {
  const isBusy = async (send = ask) => {
    await budget.take();
    return isBareBusy(await send());
  };
  await budget.sleep(REST_MS);
  if (await isBusy(repeat)) return undefined;
  for (let asked = 0; asked < MOST_BEFORE; asked += 1) {
    if (!(await isBusy())) continue;
    const next = await Promise.all(Array.from({ length: AFTER }, () => isBusy()));
    return next.filter(Boolean).length > AFTER / 2;
  }
  return false;
}

/** A limit is counted in seconds. */
const REST_MS = 1_000;
/** Requests that a limit may let through at once. */
const MOST_BEFORE = 200;
const AFTER = 10;
