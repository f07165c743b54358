import * as z from '../../shared/zod.ts';
import { type Decoder, flag, int64, listOf, objectOf, text } from './decode.ts';
import { NotDecoded, toJsonText } from './json-text.ts';
import { type Broken, greaterThan, least, longest, most, mostElements, oneOf, type Rule, required } from './rules.ts';

/** A field of a body: its description, its decoder, and the rules of its value. */
export interface Field<T> {
  /** The server's name of it in errors. */
  readonly name: string;
  readonly schema: z.ZodType;
  readonly decoder: Decoder<T>;
  /** Checked in this order; the first broken one is reported. */
  readonly rules: readonly Rule<T>[];
  /** Reports what is broken inside the value, if the value itself is valid. */
  readonly inside?: (value: T, path: string) => readonly Broken[];
}

// any: a table holds fields of all types
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Fields = Readonly<Record<string, Field<any>>>;

export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** The earliest bound: 2000-01-01T00:00:00Z. */
const LEAST_BOUND = 946_684_800_000;
const MOST_ROWS = 200;

interface About {
  readonly description: string;
  readonly examples: readonly unknown[];
}

/** A bound of a window, in epoch ms. */
export function bound(name: string, about: About, { isRequired = false, after = '' } = {}): Field<bigint> {
  const schema = z.int().min(LEAST_BOUND);
  const shown = { ...about, examples: [...about.examples] };
  return {
    name,
    schema: isRequired ? schema.meta(shown) : schema.optional().meta(shown),
    decoder: int64,
    rules: [...(isRequired ? [required] : []), least(LEAST_BOUND), ...(after ? [greaterThan(after)] : [])],
  };
}

/** How many rows a page has. */
export function limit({ isRequired }: { isRequired: boolean }): Field<bigint> {
  return count('Limit', z.int().min(1).max(MOST_ROWS), `How many rows a page has, 1 to ${MOST_ROWS}.`, isRequired, 50);
}

/** The requested page. */
export function page({ isRequired }: { isRequired: boolean }): Field<bigint> {
  return count('Page', z.int().min(1), 'The number of the page; the first is 1.', isRequired, 1);
}

function count(name: 'Limit' | 'Page', schema: z.ZodInt, what: string, isRequired: boolean, byDefault: number) {
  const description = isRequired ? what : `${what} 0, null or a missing field means ${byDefault}.`;
  const about = { description, examples: [byDefault] };
  return {
    name,
    schema: isRequired ? schema.meta(about) : schema.optional().meta(about),
    decoder: int64,
    rules: [...(isRequired ? [required] : []), least(1), ...(name === 'Limit' ? [most(MOST_ROWS)] : [])],
  };
}

/** The sort order of rows. */
export function sortOrder(description: string): Field<string> {
  const orders = ['asc', 'desc'] as const;
  return {
    name: 'SortOrder',
    schema: z
      .enum(orders)
      .optional()
      .meta({ description, examples: ['desc'] }),
    decoder: text,
    rules: [oneOf(orders)],
  };
}

/** The column by which rows are sorted. */
export function sortBy(columns: readonly string[], tag: string, about: About): Field<string> {
  const schema = columnSchema(columns)
    .optional()
    .meta({ ...about, examples: [...about.examples] });
  return { name: 'SortBy', schema, decoder: text, rules: [oneOf(columns, tag)] };
}

/** Requested columns besides those of each row. */
export function columnsBeside(columns: readonly string[], tag: string, about: About): Field<readonly string[]> {
  // an empty one is none
  const isColumn = (name: string) => name === '' || columns.includes(name);
  return {
    name: 'Columns',
    schema: z
      .array(columnSchema(columns))
      .optional()
      .meta({ ...about, examples: [...about.examples] }),
    decoder: listOf(text),
    rules: [],
    inside: (names, path) => names.flatMap((name, at) => (isColumn(name) ? [] : [{ path: `${path}[${at}]`, tag }])),
  };
}

function columnSchema([first = '', ...more]: readonly string[]) {
  return z.enum([first, ...more]);
}

/** A text with a maximum length. */
export function shortText(name: string, characters: number, about: About): Field<string> {
  const schema = z
    .string()
    .max(characters)
    .optional()
    .meta({ ...about, examples: [...about.examples] });
  return { name, schema, decoder: text, rules: [longest(characters)] };
}

/** Texts with a maximum number and length. */
export function shortTexts(name: string, count: number, characters: number, about: About): Field<readonly string[]> {
  const isLong = longest(characters);
  return {
    name,
    schema: z
      .array(z.string().max(characters))
      .max(count)
      .optional()
      .meta({ ...about, examples: [...about.examples] }),
    decoder: listOf(text),
    rules: [mostElements(count)],
    inside: (texts, path) =>
      texts.flatMap((value, at) => {
        const tag = isLong(value, {});
        return tag === undefined ? [] : [{ path: `${path}[${at}]`, tag }];
      }),
  };
}

export function yesOrNo(name: string, about: About): Field<boolean> {
  const schema = z
    .boolean()
    .optional()
    .meta({ ...about, examples: [...about.examples] });
  return { name, schema, decoder: flag, rules: [] };
}

/** Returns the Zod schema of an object of such fields. */
export function schemaOf(fields: Fields) {
  return z.object(Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])));
}

/** Returns the decoder of an object of such fields. */
export function decoderOf<const F extends Fields>(fields: F): Decoder<ValuesOf<F>> {
  const decoders = Object.fromEntries(Object.entries(fields).map(([name, { decoder }]) => [name, decoder]));
  // Cast: each field has the value that its own decoder gives
  return objectOf(decoders) as unknown as Decoder<ValuesOf<F>>;
}

/** Lists the rules that the values of fields break, field by field. */
export function findBroken(fields: Fields, values: Readonly<Record<string, unknown>>, path: string): Broken[] {
  return Object.entries(fields).flatMap(([key, { name, rules, inside }]) => {
    const value = values[key];
    const own = `${path}.${name}`;
    for (const rule of rules) {
      const tag = rule(value, values);
      if (tag !== undefined) return [{ path: own, tag }];
    }
    return inside?.(value, own) ?? [];
  });
}

/** A decoded body: values, or what is wrong with it. */
type Read<F extends Fields> =
  | { readonly values: ValuesOf<F> }
  | { readonly wrong: 'json' }
  | { readonly wrong: 'rules'; readonly broken: readonly Broken[] };

/** A body to be read, and values that stand in place of its own. */
export interface Given<F extends Fields> {
  readonly bytes: Uint8Array | undefined;
  readonly instead?: Partial<ValuesOf<F>>;
}

/** Reads a body as the server does: JSON first, then types, then the rules of all fields. */
export function readFields<const F extends Fields>(name: string, fields: F, { bytes, instead }: Given<F>): Read<F> {
  try {
    const json = toJsonText(bytes ?? new Uint8Array());
    const decoder = decoderOf(fields);
    const values = { ...(json === 'null' ? decoder.zero : decoder.decode(json)), ...instead };
    const broken = findBroken(fields, values, name);
    return broken.length > 0 ? { wrong: 'rules', broken } : { values };
  } catch (error) {
    if (error instanceof NotDecoded) return { wrong: 'json' };
    throw error;
  }
}
