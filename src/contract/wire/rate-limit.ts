const LONGEST_PAUSE_MS = 60_000;
const USUAL_PAUSE_MS = 1_000;

/** From here on a number of seconds, or of milliseconds, is an instant since 1970 and no duration. */
const FIRST_INSTANT_S = 1e9;
const FIRST_INSTANT_MS = 1e12;

/** The headers that say when to ask again, the standard one first, and how each is read. */
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
 * How long to wait before a request is sent again that was refused for the rate of requests (429), in ms: as one of the
 * usual headers says, or a second.
 *
 * @param nowMs - the instant that headers with a date are counted from, in ms since 1970.
 */
export function pauseMs(headers: Headers, nowMs: number): number {
  for (const [name, read] of HEADERS) {
    const text = read(headers.get(name) ?? '');
    const ms = text === undefined ? undefined : toMs(text.trim(), nowMs);
    if (ms !== undefined) return Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS);
  }
  return USUAL_PAUSE_MS;
}

/** Reads a number of seconds, an instant in seconds or milliseconds, or a date; undefined for anything else. */
function toMs(text: string, nowMs: number): number | undefined {
  if (/^\d{1,16}(?:\.\d{1,9})?$/.test(text)) {
    const value = Number(text);
    if (value >= FIRST_INSTANT_MS) return value - nowMs;
    return value >= FIRST_INSTANT_S ? value * 1000 - nowMs : value * 1000;
  }
  const date = /^[a-z]{3}, /i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - nowMs;
}
