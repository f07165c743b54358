import type { Exchange } from './exchange.ts';

const USUAL_PAUSE_MS = 1_000;

/** From this value on, a number of seconds or milliseconds is a time since 1970 and not a duration. */
const FIRST_INSTANT_S = 1e9;
const FIRST_INSTANT_MS = 1e12;

/** The headers that say when to retry, the standard one first, and how to read each. */
const HEADERS: readonly [name: string, read: (text: string) => string | undefined][] = [
  ['retry-after', (text) => text],
  ['ratelimit-reset', (text) => text],
  ['x-ratelimit-reset', (text) => text],
  ['x-rate-limit-reset', (text) => text],
  ['x-ratelimit-reset-after', (text) => text],
  // "reset=30" in the older drafts of the header, "t=30" in the newer
  ['ratelimit', (text) => /\b(?:reset|t)\s*=\s*(\d+)/i.exec(text)?.[1]],
];

/**
 * How long to wait before retrying a request that exceeded a rate limit (429), in ms: as one of the
 * usual headers says, or one second.
 *
 * @param nowMs - the current time in ms since 1970, for headers with a date.
 */
export function pauseMs(headers: Headers, nowMs: number): number {
  for (const [name, read] of HEADERS) {
    const text = read(headers.get(name) ?? '');
    const ms = text === undefined ? undefined : toMs(text.trim(), nowMs);
    if (ms !== undefined) return Math.max(ms, 0);
  }
  return USUAL_PAUSE_MS;
}

/** Reads a number of seconds, a time in seconds or milliseconds, or a date; undefined for anything else. */
function toMs(text: string, nowMs: number): number | undefined {
  if (/^\d{1,16}(?:\.\d{1,9})?$/.test(text)) {
    const value = Number(text);
    if (value >= FIRST_INSTANT_MS) return value - nowMs;
    return value >= FIRST_INSTANT_S ? value * 1000 - nowMs : value * 1000;
  }
  const date = /^[a-z]{3}, /i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - nowMs;
}

/** Whether a reply is what a limit on requests that gives no time looks like, such as `limit_req` of nginx. */
export function isBareBusy({ reply }: Exchange): boolean {
  return reply?.status === 503 && !reply.headers.has('retry-after');
}
