import { elementsOf, fieldsOf, NotDecoded } from './json-text.ts';

/** Decoder of a type. */
export interface Decoder<T> {
  /** The zero value, for a missing or null field. */
  readonly zero: T;
  /**
   * Decodes JSON text, which is not `null`.
   *
   * @throws NotDecoded if it is of another type.
   */
  decode(text: string): T;
}

const LEAST_INT64 = -(2n ** 63n);
const MOST_INT64 = 2n ** 63n - 1n;

/** A 64-bit whole number, in plain digits: not `1.0` or `1e3` (`observed: v2`). */
export const int64: Decoder<bigint> = {
  zero: 0n,
  decode(text) {
    if (!/^-?\d{1,19}$/.test(text)) throw new NotDecoded();
    const value = BigInt(text);
    if (value < LEAST_INT64 || value > MOST_INT64) throw new NotDecoded();
    return value;
  },
};

export const text: Decoder<string> = {
  zero: '',
  decode(json) {
    if (json[0] !== '"') throw new NotDecoded();
    // Cast: JSON in quotes is a string
    return JSON.parse(json) as string;
  },
};

export const flag: Decoder<boolean> = {
  zero: false,
  decode(json) {
    if (json !== 'true' && json !== 'false') throw new NotDecoded();
    return json === 'true';
  },
};

/** A list, whose items may be null. */
export function listOf<T>(element: Decoder<T>): Decoder<readonly T[]> {
  return {
    zero: [],
    decode: (json) => Array.from(elementsOf(json), (part) => (part === 'null' ? element.zero : element.decode(part))),
  };
}

/** Decoders of the fields of an object, by name. */
type Decoders = Readonly<Record<string, Decoder<unknown>>>;

type Decoded<D extends Decoders> = { readonly [K in keyof D]: D[K] extends Decoder<infer T> ? T : never };

/**
 * An object. Names are case-insensitive, the last of two fields counts, null keeps an earlier value, and other fields
 * are ignored (`observed: v2`).
 */
export function objectOf<const D extends Decoders>(decoders: D): Decoder<Decoded<D>> {
  const names = Object.keys(decoders);
  const byFolded = new Map(names.map((name) => [fold(name), name]));
  // Cast: each field has the value of its own decoder
  const zero = Object.fromEntries(names.map((name) => [name, decoders[name]?.zero])) as Decoded<D>;
  return {
    zero,
    decode(json) {
      const object: Record<string, unknown> = { ...zero };
      for (const [given, value] of fieldsOf(json)) {
        const name = byFolded.get(fold(given));
        if (name !== undefined && value !== 'null') object[name] = decoders[name]?.decode(value);
      }
      return object as Decoded<D>; // Cast: as above
    },
  };
}

/** Two letters beyond ASCII have an ASCII letter as their other case: the long s and the kelvin sign. */
function fold(name: string): string {
  return name
    .replaceAll('\u017f', 's')
    .replaceAll('\u212a', 'k')
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
