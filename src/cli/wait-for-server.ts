import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from '../contract/index.ts';
import { writeDuration } from '../shared/duration.ts';
import { Exit } from './exit.ts';

const PAUSE_MS = 250;

/** Waits until a server answers anything. The key is not sent. */
export async function waitForServer({ baseUrl, fetch: send = fetch, signal }: Target, ms: number): Promise<void> {
  const deadline = Date.now() + ms;
  while (!signal?.aborted) {
    const limit = AbortSignal.timeout(Math.max(1, Math.ceil(deadline - Date.now())));
    const reply = await send(baseUrl, { redirect: 'manual', signal: limit }).catch(() => undefined);
    await reply?.body?.cancel();
    if (reply) return;
    if (Date.now() + PAUSE_MS >= deadline) {
      throw new Exit(2, `Failed to verify: ${baseUrl} did not answer within ${writeDuration(ms)} (--wait).`);
    }
    await sleep(PAUSE_MS);
  }
}
