/** Returns the tag of the rule that a value breaks; undefined if it breaks none. */
export type Rule<T> = (value: T, all: Readonly<Record<string, unknown>>) => string | undefined;

/** A broken rule. */
export interface Broken {
  /** Where, by the server's own names: `UserSessionsRequest.Filters[0].Operator`. */
  readonly path: string;
  readonly tag: string;
}

/** The value may not be zero or empty. */
export const required: Rule<bigint | string> = (value) => (value === 0n || value === '' ? 'required' : undefined);

/** The value has a minimum; a missing one is valid. */
export const least =
  (bound: number): Rule<bigint> =>
  (value) =>
    value !== 0n && value < BigInt(bound) ? 'min' : undefined;

/** The value has a maximum. */
export const most =
  (bound: number): Rule<bigint> =>
  (value) =>
    value > BigInt(bound) ? 'max' : undefined;

/** A text has a maximum length. */
export const longest =
  (characters: number): Rule<string> =>
  (value) =>
    [...value].length > characters ? 'max' : undefined;

/** A list has a maximum length. */
export const mostElements =
  (count: number): Rule<readonly unknown[]> =>
  (value) =>
    value.length > count ? 'max' : undefined;

/** The value is greater than that of another field; a missing one is not compared. */
export const greaterThan =
  (field: string): Rule<bigint> =>
  (value, all) => {
    const other = all[field];
    return value !== 0n && typeof other === 'bigint' && value <= other ? 'gtfield' : undefined;
  };

/** The value is one of some texts; a missing one is valid. */
export const oneOf =
  (texts: readonly string[], tag = 'oneof'): Rule<string> =>
  (value) =>
    value === '' || texts.includes(value) ? undefined : tag;

/** Writes what is wrong as the server does: a line for each broken rule. */
export function describe(broken: readonly Broken[]): string {
  return broken
    .map(({ path, tag }) => {
      const name = path.slice(path.lastIndexOf('.') + 1);
      return `Key: '${path}' Error:Field validation for '${name}' failed on the '${tag}' tag`;
    })
    .join('\n');
}
