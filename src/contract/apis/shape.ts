import type { Breach } from '../asking/inspector.ts';
import type { Fields } from '../reading/fields.ts';
import { cut } from '../wire/cut.ts';

/** What a field holds, and how to say it. */
export interface Form {
  readonly says: string;
  holds(value: unknown): boolean;
}

/** The fields that an object must have, each with its form; further ones do not matter. */
export type Shape = Readonly<Record<string, Form>>;

/** Says how an object breaks a shape; undefined where it does not. */
export function findMisfit(item: Fields, shape: Shape, what: string): Breach | undefined {
  for (const [name, { says, holds }] of Object.entries(shape)) {
    if (holds(item[name])) continue;
    const received = name in item ? `"${name}": ${show(item[name])}` : `no "${name}" in ${show(item)}`;
    return { expected: `"${name}" of ${what} to be ${says}`, received };
  }
  return undefined;
}

/** Shows a value in a report, shortened. */
export function show(value: unknown): string {
  return cut(JSON.stringify(value) ?? 'nothing', 240);
}

export const text: Form = { says: 'a text', holds: (value) => typeof value === 'string' };

export const count: Form = {
  says: 'a whole number from 0 on',
  holds: (value) => Number.isInteger(value) && Number(value) >= 0,
};

/** What careless code writes where there is no name. */
const NO_NAMES: readonly unknown[] = ['null', 'undefined', 'None', '<nil>'];

export const name: Form = {
  says: 'a name, or an empty text',
  holds: (value) => text.holds(value) && !NO_NAMES.includes(value),
};

/** Digits as PostgreSQL and ClickHouse write a number: no sign, no zeros in front. */
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

/** From 1990 to 2261: seconds lie before, microseconds behind. Clocks of clients go wrong. */
export const timeMs: Form = {
  says: 'a time in ms',
  holds: (value) => Number.isInteger(value) && Number(value) > 630_000_000_000 && Number(value) < 9_200_000_000_000,
};

export const uuid: Form = {
  says: 'a UUID',
  holds: (value) =>
    typeof value === 'string' && /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(value),
};

/** A form that may also be null. */
export function orNull({ says, holds }: Form): Form {
  return { says: `${says}, or null`, holds: (value) => value === null || holds(value) };
}

/** A form that may also be 0, where nothing is known. */
export function orZero({ says, holds }: Form): Form {
  return { says: `${says}, or 0`, holds: (value) => value === 0 || holds(value) };
}

/** A form whose field may be left out. */
export function orAbsent({ says, holds }: Form): Form {
  return { says, holds: (value) => value === undefined || holds(value) };
}
