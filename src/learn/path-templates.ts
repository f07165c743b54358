import { toSingular } from '../data/model/path-template.ts';
import type { ParameterInput } from '../data/model/site-schema.ts';
import type { Vocabulary } from './looks.ts';
import { isMasked, readSegment, type Shape } from './path-mask.ts';

const MOST_VALUES = 60;

/** What was seen of a parameter. */
interface Seen {
  readonly shape: Shape;
  readonly values: Set<string>;
  readonly lengths: Set<number>;
  /** The users of each value. */
  readonly users: Map<string, Set<string>>;
}

/** Finds the path of a page in a model: values become parameters, described by their form. */
export class PathTemplates {
  readonly #vocabulary: Vocabulary;
  readonly #seen = new Map<string, Seen>();
  readonly #known = new Map<
    string,
    { readonly template: string; readonly values: readonly (readonly [string, string])[] }
  >();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Returns the path with parameters instead of values, and records the values. */
  of(path: string, userId: string): string {
    let known = this.#known.get(path);
    if (!known) {
      known = this.#read(path);
      this.#known.set(path, known);
    }
    for (const [name, value] of known.values) {
      const seen = this.#seen.get(name);
      if (!seen) continue;
      seen.values.add(value);
      seen.lengths.add(value.length);
      seen.users.set(value, (seen.users.get(value) ?? new Set()).add(userId));
    }
    return known.template;
  }

  /** Describes the parameters. */
  parameters(): Record<string, ParameterInput> {
    return Object.fromEntries([...this.#seen].map(([name, seen]) => [name, describe(name, seen)]));
  }

  #read(path: string) {
    const [route = '', ...rest] = path.split('?');
    const values: (readonly [string, string])[] = [];
    const taken = new Set<string>();
    const hole = (hint: string, value: string, shape: Shape): string => {
      const name = this.#nameOf(hint, shape, taken);
      if (!this.#seen.has(name))
        this.#seen.set(name, { shape, values: new Set(), lengths: new Set(), users: new Map() });
      values.push([name, value]);
      return `{${name}}`;
    };
    let before = '';
    const parts = route.split('/').map((text) => {
      const segment = text === '' ? undefined : readSegment(text, this.#vocabulary);
      if (segment?.type === 'static' && !isMasked(text)) before = text;
      if (segment === undefined || (segment.type === 'static' && !isMasked(text))) return text;
      return hole(before, text, segment.type === 'value' ? segment.shape : 'text');
    });
    const query = rest
      .join('?')
      .split('&')
      .map((part) => {
        const [key = '', value] = part.split('=', 2);
        if (!value) return part;
        return `${key}=${hole(key, value, /^\d+$/.test(value) ? 'number' : 'text')}`;
      })
      .join('&');
    return { template: parts.join('/') + (query === '' ? '' : `?${query}`), values };
  }

  /** A name that describes the value, and that no value of another form has. */
  #nameOf(hint: string, shape: Shape, taken: Set<string>): string {
    const word = toSingular(hint.replace(/[^A-Za-z]+/g, '')) || 'item';
    const plain = shape === 'text' ? word : `${word}${shape === 'uuid' ? 'Uuid' : 'Id'}`;
    let name = plain;
    for (let i = 2; taken.has(name) || (this.#seen.get(name)?.shape ?? shape) !== shape; i++) name = `${plain}${i}`;
    taken.add(name);
    return name;
  }
}

function describe(name: string, { shape, values, lengths, users }: Seen): ParameterInput {
  const ofOne = [...users.values()].filter((each) => each.size === 1).length;
  const everybody = new Set([...users.values()].flatMap((each) => [...each])).size;
  const isPersonal = everybody > 2 && values.size > 2 && ofOne > values.size * 0.8 && values.size <= everybody * 3;
  const digits = Math.max(1, ...lengths);
  const kind: ParameterInput =
    shape === 'number'
      ? { pattern: digits === 1 ? '[1-9]' : `[1-9][0-9]{${digits - 1}}` }
      : {
          title: shape === 'uuid' ? '{{string.uuid}}' : `${name} {{string.alpha({ "length": 6, "casing": "lower" })}}`,
        };
  return { ...kind, count: Math.min(values.size, MOST_VALUES), ...(isPersonal && { personal: true }) };
}
