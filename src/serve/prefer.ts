import { LONGEST_DELAY_MS } from '../kit/fault.ts';

/** What a client prefers of a reply; what it leaves out is as usual. */
export interface Preferences {
  /** The status to answer with, 200 or 400 to 599. */
  readonly code?: number;
  /** The name of the documented example to answer with. */
  readonly example?: string;
  /** How long to hold the reply back, in milliseconds. */
  readonly delayMs?: number;
}

const PART = /^\s*([a-z]+)\s*=\s*"?([^"\s]+)"?\s*$/i;

/**
 * Reads a Prefer header such as `code=404, delay=250`, parts joined by commas or semicolons. Parts that mean nothing
 * here are ignored (RFC 7240, 2); a code or a delay that cannot be used gives the sentence that says so.
 */
export function parsePrefer(header: string): Preferences | string {
  const found: { code?: number; example?: string; delayMs?: number } = {};
  for (const part of header.split(/[,;]/)) {
    const [, name = '', value = ''] = PART.exec(part) ?? [];
    if (name.toLowerCase() === 'example') found.example = value;
    if (name.toLowerCase() === 'code') {
      if (!/^(200|[45]\d\d)$/.test(value)) return `Prefer: code must be 200 or 400 to 599, received "${value}".`;
      found.code = Number(value);
    }
    if (name.toLowerCase() === 'delay') {
      if (!/^\d{1,6}$/.test(value) || Number(value) > LONGEST_DELAY_MS) {
        return `Prefer: delay must be 0 to ${LONGEST_DELAY_MS} milliseconds, received "${value}".`;
      }
      found.delayMs = Number(value);
    }
  }
  return found;
}
