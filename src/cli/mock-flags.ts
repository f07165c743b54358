import { InvalidArgumentError } from 'commander';
import { API_IDS, type ApiId } from '../api/ids.ts';
import type { CorsPolicy } from '../hosts/cors.ts';
import { FASTEST_SPEED } from '../kit/clock-speed.ts';
import type { FaultInput } from '../kit/fault.ts';
import { SCENARIO_NAMES, type ScenarioName } from '../kit/scenario.ts';
import { closest } from '../shared/closest.ts';
import * as z from '../shared/zod.ts';

const MINUTE_MS = 60_000;
/** A date, or with a time of day: to the minute, the second or a part of it. */
const isoSchema = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);

/** The last one that a date has. */
const LATEST_INSTANT = 8_640_000_000_000_000;

/** Reads epoch milliseconds or an ISO date; a time of day needs an offset, so that it means the same everywhere. */
export function instant(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= LATEST_INSTANT) return Number(text);
  if (isoSchema.safeParse(text).success) return Date.parse(text);
  throw new InvalidArgumentError(
    `It must be epoch milliseconds up to ${LATEST_INSTANT}, or an ISO date such as 2026-01-31 or 2026-01-31T12:00:00Z.`,
  );
}

/** Returns the start of the current minute, epoch ms. */
export function presentMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
}

/** Reads a CORS policy. */
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

/** Reads the speed of a clock: a number above 0, up to 1000000. */
export function speed(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= FASTEST_SPEED) return value;
  throw new InvalidArgumentError(`It must be a number above 0 and at most ${FASTEST_SPEED}, such as 60.`);
}

/** Reads the latency of replies in milliseconds: one time, a range, or three percentiles. */
export function latency(text: string): FaultInput['latency'] {
  const [, fixed, least, most, p50, p90, p99] = /^(?:(\d+)|(\d+)-(\d+)|(\d+)\/(\d+)\/(\d+))$/.exec(text) ?? [];
  const times = [least, most, p50, p90, p99].filter((time) => time !== undefined).map(Number);
  if (times.some((time, index) => time < (times[index - 1] ?? 0))) {
    throw new InvalidArgumentError(
      'Its times must not decrease: write the shortest first, as in 100-900 or 200/800/3000.',
    );
  }
  if (fixed !== undefined) return Number(fixed);
  if (least !== undefined) return { minMs: Number(least), maxMs: Number(most) };
  if (p50 !== undefined) return { p50Ms: Number(p50), p90Ms: Number(p90), p99Ms: Number(p99) };
  throw new InvalidArgumentError('It must be milliseconds such as 250, a range 100-900, or percentiles 200/800/3000.');
}

/** Collects the names of APIs from a flag that may be repeated, each with one or more names joined by commas. */
export function collectApis(text: string, previous: readonly ApiId[] = []): ApiId[] {
  const names = text.split(',').map((name) => API_IDS.find((id) => id === name));
  if (names.includes(undefined))
    throw new InvalidArgumentError(`It must be one or more of ${API_IDS.join(', ')}, joined by commas.`);
  return [...previous, ...names.filter((name) => name !== undefined)];
}

/** Collects the names of scenarios from a flag that may be repeated. */
export function collectScenario(text: string, previous: readonly ScenarioName[] = []): ScenarioName[] {
  const name = SCENARIO_NAMES.find((each) => each === text);
  if (name !== undefined) return [...previous, name];
  const all = SCENARIO_NAMES.join(', ');
  throw new InvalidArgumentError(`There is no such scenario${meant(text, SCENARIO_NAMES)} There are ${all}.`);
}

/** Ends a sentence about an unknown name with the one that was likely meant. */
export function meant(given: string, names: readonly string[]): string {
  const name = closest(given, names);
  return name === undefined ? '.' : `; did you mean "${name}"?`;
}

const MOST_WORKERS = 64;

/** Reads a number of processes: 1 to 64. */
export function workerCount(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_WORKERS) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_WORKERS}.`);
}
