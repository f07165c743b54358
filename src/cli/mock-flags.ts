import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { CorsPolicy } from '../adapters/cors.ts';
import { wholeNumber } from './flags.ts';

const DAY_MS = 86_400_000;
const isoSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** Reads epoch milliseconds or an ISO date; a time of day needs its offset, so that it means the same everywhere. */
export function instant(text: string): number {
  if (/^\d+$/.test(text)) return wholeNumber(text);
  if (isoSchema.safeParse(text).success) return Date.parse(text);
  throw new InvalidArgumentError(
    'It must be epoch milliseconds or an ISO date such as 2026-01-31 or 2026-01-31T12:00:00Z.',
  );
}

/** Gives today at 00:00 UTC, epoch ms. */
export function today(): number {
  return Math.floor(Date.now() / DAY_MS) * DAY_MS;
}

/** Reads which pages may read replies. */
export function corsPolicy(text: string): CorsPolicy {
  if (text === 'loopback' || text === '*') return text;
  return text === 'off' ? false : text.split(',').map(toOrigin);
}

function toOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new InvalidArgumentError(
    'It must be loopback, *, off, or origins such as https://shop.example.org, joined by commas.',
  );
}
