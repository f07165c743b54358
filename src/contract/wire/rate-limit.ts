const LONGEST_PAUSE_MS = 10_000;

/** How long to wait before a request is sent again that was refused for the rate of requests (429), in ms. */
export function pauseMs(headers: Headers): number {
  return Math.min((Number(headers.get('retry-after')) || 1) * 1000, LONGEST_PAUSE_MS);
}
