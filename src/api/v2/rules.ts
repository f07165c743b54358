/** Says which rule a value breaks, by its tag; undefined where it breaks none. */
export type Rule<T> = (value: T, all: Readonly<Record<string, unknown>>) => string | undefined;

/** A rule that is broken. */
export interface Broken {
  /** Where, by the server's own names: `UserSessionsRequest.Filters[0].Operator`. */
  readonly path: string;
  readonly tag: string;
}

/** The value may not be zero or empty. */
export const required: Rule<bigint | string> = (value) => (value === 0n || value === '' ? 'required' : undefined);

/** The value is at least so large; one that is left out is, too. */
export const least =
  (bound: number): Rule<bigint> =>
  (value) =>
    value !== 0n && value < BigInt(bound) ? 'min' : undefined;

/** The value is at most so large. */
export const most =
  (bound: number): Rule<bigint> =>
  (value) =>
    value > BigInt(bound) ? 'max' : undefined;

/** A text has at most so many characters. */
export const longest =
  (characters: number): Rule<string> =>
  (value) =>
    [...value].length > characters ? 'max' : undefined;

/** A list has at most so many elements. */
export const mostElements =
  (count: number): Rule<readonly unknown[]> =>
  (value) =>
    value.length > count ? 'max' : undefined;

/** The value is greater than that of another field; nothing is not compared. */
export const greaterThan =
  (field: string): Rule<bigint> =>
  (value, all) => {
    const other = all[field];
    return value !== 0n && typeof other === 'bigint' && value <= other ? 'gtfield' : undefined;
  };

/** The value is one of some texts; one that is left out is, too. */
export const oneOf =
  (texts: readonly string[], tag = 'oneof'): Rule<string> =>
  (value) =>
    value === '' || texts.includes(value) ? undefined : tag;

/** Writes down what is wrong, as the server does: a line for each rule that is broken. */
export function describe(broken: readonly Broken[]): string {
  return broken
    .map(({ path, tag }) => {
      const name = path.slice(path.lastIndexOf('.') + 1);
      return `Key: '${path}' Error:Field validation for '${name}' failed on the '${tag}' tag`;
    })
    .join('\n');
}
