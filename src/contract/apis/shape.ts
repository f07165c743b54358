import type { Breach } from '../asking/inspector.ts';
import type { Fields } from '../reading/fields.ts';
import { cut } from '../wire/cut.ts';

/** What a field contains, and how to describe it. */
export interface Form {
  readonly says: string;
  holds(value: unknown): boolean;
}

/** The fields that an object must have, each with its form; additional ones are ignored. */
export type Shape = Readonly<Record<string, Form>>;

/** Describes how an object breaks a shape; undefined if it does not. */
export function findMisfit(item: Fields, shape: Shape, what: string): Breach | undefined {
  for (const [name, { says, holds }] of Object.entries(shape)) {
    if (holds(item[name])) continue;
    const received = name in item ? `"${name}": ${show(item[name])}` : `no "${name}" in ${show(item)}`;
    return { expected: `"${name}" of ${what} to be ${says}`, received };
  }
  return undefined;
}

/** Formats a value for a report, shortened. */
export function show(value: unknown): string {
  return cut(JSON.stringify(value) ?? 'nothing', 240);
}

export const text: Form = { says: 'a text', holds: (value) => typeof value === 'string' };

export const count: Form = {
  says: 'a whole number from 0 on',
  holds: (value) => Number.isInteger(value) && Number(value) >= 0,
};

/** What buggy servers write for a missing name. */
const NO_NAMES: readonly unknown[] = ['null', 'undefined', 'None', '<nil>'];

export const name: Form = {
  says: 'a name, or an empty text',
  holds: (value) => text.holds(value) && !NO_NAMES.includes(value),
};

/** A number as PostgreSQL and ClickHouse format it: no sign, no leading zeros. */
export const digits: Form = {
  says: 'a text of digits',
  holds: (value) => typeof value === 'string' && /^(?:0|[1-9]\d{0,19})$/.test(value),
};

export const list: Form = { says: 'a list', holds: Array.isArray };

export const object: Form = {
  says: 'an object',
  holds: (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
};

export const whole: Form = { says: 'a whole number', holds: (value) => Number.isInteger(value) };

/** From 1990 to 2261: values in seconds are lower, in microseconds higher. Client clocks may be wrong. */
export const timeMs: Form = {
  says: 'a time in ms',
  holds: (value) => Number.isInteger(value) && Number(value) > 630_000_000_000 && Number(value) < 9_200_000_000_000,
};

export const uuid: Form = {
  says: 'a UUID',
  holds: (value) =>
    typeof value === 'string' && /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(value),
};

/** A form that also allows null. */
export function orNull({ says, holds }: Form): Form {
  return { says: `${says}, or null`, holds: (value) => value === null || holds(value) };
}

/** A form that may also be 0 if nothing is known. */
export function orZero({ says, holds }: Form): Form {
  return { says: `${says}, or 0`, holds: (value) => value === 0 || holds(value) };
}

/** A form whose field may be missing. */
export function orAbsent({ says, holds }: Form): Form {
  return { says, holds: (value) => value === undefined || holds(value) };
}
