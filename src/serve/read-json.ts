import { quoteLongIds } from '../api/any-session-id.ts';
import type { Work } from '../shared/slices.ts';
import { decodeStrictly } from '../shared/text.ts';
import { createCount, type JsonLimits } from './json-limits.ts';

const SLICE_BYTES = 64 * 1024;

/** A body is not JSON. */
export class NotJson extends Error {
  /** Offset in bytes of the first byte that is not JSON. */
  readonly from: number;
  readonly to: number;

  constructor(from: number, to: number) {
    super('This is not JSON.');
    this.from = from;
    this.to = to;
  }
}

/** A body is not UTF-8. */
export class NotUtf8 extends Error {}

/** An open list or object. */
interface Open {
  readonly isList: boolean;
  readonly openAt: number;
  /** Where the unparsed part starts. */
  from: number;
  /** What that part must start with, after white space. */
  expects: 'first' | 'element' | 'comma';
  /** Where the last text directly in it started: the name of the field, if a value follows. */
  nameAt: number;
  /** What is parsed of it; undefined while it is small enough to be parsed with its parent. */
  value: unknown[] | Record<string, unknown> | undefined;
  /** The name of an open child that is parsed separately. */
  child: { readonly name: string } | undefined;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const BLANKS = [0x20, 0x09, 0x0a, 0x0d];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Parses JSON in UTF-8 like `JSON.parse`, but turns session IDs beyond 2^53 into strings of digits. Does not block for
 * long: it enforces the limits while scanning, and parses a large body part by part.
 *
 * @param sliceBytes - how much is scanned between yields, and the size of a separately parsed part.
 * @throws TooMuch if the body exceeds a limit.
 * @throws NotJson, or NotUtf8, if it is not.
 */
export function* readJson(bytes: Uint8Array, limits: JsonLimits, sliceBytes = SLICE_BYTES): Work<unknown> {
  const count = createCount(limits);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const reader = new PartReader(bytes, start, sliceBytes);
  let yieldAt = start + sliceBytes;
  for (let at = start; at < bytes.length; at++) {
    if (at >= yieldAt) {
      yield;
      yieldAt = at + sliceBytes;
    }
    const byte = bytes[at];
    if (byte === QUOTE) {
      reader.noteText(at);
      at = endOfText(bytes, at, count.text);
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      count.depth(reader.open(byte === OPEN_LIST, at));
    } else if (byte === COMMA) {
      count.part(reader.isInList);
      reader.comma(at);
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      count.part(reader.isInList);
      reader.close(byte === CLOSE_LIST, at);
    }
  }
  return reader.end();
}

/** Returns where a text ends, at its closing quote. */
function endOfText(bytes: Uint8Array, from: number, count: (length: number) => void): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      count(at - from - 1);
      return at;
    }
    if (byte === BACKSLASH) at += 1;
    if (at % SLICE_BYTES === 0) count(at - from - 1);
  }
  throw new NotJson(from, bytes.length);
}

/** Follows the brackets and commas of a JSON text, and parses what has become large enough. */
class PartReader {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #sliceBytes: number;
  readonly #stack: Open[] = [];
  /** The whole value, if it was parsed in parts, and its place. */
  #whole: { readonly value: unknown; readonly from: number; readonly to: number } | undefined;

  constructor(bytes: Uint8Array, start: number, sliceBytes: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#sliceBytes = sliceBytes;
  }

  get isInList(): boolean {
    return this.#stack.at(-1)?.isList === true;
  }

  noteText(at: number): void {
    const inner = this.#stack.at(-1);
    if (inner) inner.nameAt = at;
  }

  /** Returns the current nesting depth. */
  open(isList: boolean, at: number): number {
    const open: Open = {
      isList,
      openAt: at,
      from: at + 1,
      expects: 'first',
      nameAt: -1,
      value: undefined,
      child: undefined,
    };
    return this.#stack.push(open);
  }

  comma(at: number): void {
    const inner = this.#stack.at(-1);
    if (!inner) throw new NotJson(this.#start, at + 1);
    if (at - inner.from < this.#sliceBytes) return;
    for (const [depth, open] of this.#stack.entries()) {
      open.value ??= open.isList ? [] : {};
      const child = this.#stack[depth + 1];
      if (child && !open.child) open.child = { name: this.#takeBefore(open, child.openAt) };
    }
    this.#takeUntil(inner, at, 'comma');
  }

  close(isList: boolean, at: number): void {
    const inner = this.#stack.pop();
    if (inner?.isList !== isList) throw new NotJson(inner?.from ?? this.#start, at + 1);
    if (!inner.value) return;
    this.#takeUntil(inner, at, 'end');
    const outer = this.#stack.at(-1);
    if (!outer) {
      this.#whole = { value: inner.value, from: inner.openAt, to: at + 1 };
    } else {
      add(outer, outer.isList ? [inner.value] : { [outer.child?.name ?? '']: inner.value });
      outer.child = undefined;
      outer.expects = 'comma';
      outer.from = at + 1;
    }
  }

  /** Returns the whole value. */
  end(): unknown {
    const to = this.#bytes.length;
    const inner = this.#stack.at(-1);
    if (inner) throw new NotJson(inner.from, to);
    if (!this.#whole) return this.#parse(this.#start, to, (text) => text);
    const { value, from, to: end } = this.#whole;
    if (this.#skipBlank(this.#start, from) < from) throw new NotJson(this.#start, from);
    if (this.#skipBlank(end, to) < to) throw new NotJson(end, to);
    return value;
  }

  /** Parses what comes before a separately parsed value; returns the name of that, if it is a field. */
  #takeBefore(open: Open, childAt: number): string {
    const to = open.isList ? childAt : open.nameAt;
    if (to < open.from) throw new NotJson(open.from, childAt);
    const from = this.#skipBlank(open.from, to);
    const last = this.#lastBefore(to);
    const isEmpty = from === to;
    const isComma = !isEmpty && from === last;
    if (isEmpty ? open.expects === 'comma' : this.#bytes[last] !== COMMA) throw new NotJson(open.from, childAt);
    if (isComma && open.expects !== 'comma') throw new NotJson(open.from, childAt);
    if (!isEmpty && !isComma) this.#take(open, from, last);
    if (open.isList) return '';
    const field = this.#parse(to, childAt, (name) => `{${name}null}`) as Record<string, null>;
    const [name, ...more] = Object.keys(field);
    if (name === undefined || more.length > 0) throw new NotJson(to, childAt);
    return name;
  }

  /** Parses what comes before a comma or the end. */
  #takeUntil(open: Open, to: number, next: 'comma' | 'end'): void {
    const from = this.#skipBlank(open.from, to);
    if (from < to) this.#take(open, from, to);
    else if (open.expects === 'element' || (open.expects === 'first' && next === 'comma')) throw new NotJson(from, to);
    open.expects = 'element';
    open.from = to + 1;
  }

  /** Parses items or fields, and adds them. */
  #take(open: Open, from: number, to: number): void {
    const follows = open.expects === 'comma';
    if (follows && this.#bytes[from] !== COMMA) throw new NotJson(from, to);
    const begin = this.#skipBlank(follows ? from + 1 : from, to);
    if (begin === to) throw new NotJson(from, to);
    // Cast: a text in these brackets is a list or an object
    add(open, this.#parse(begin, to, (part) => (open.isList ? `[${part}]` : `{${part}}`)) as object);
  }

  #parse(from: number, to: number, wrap: (text: string) => string): unknown {
    const text = this.#text(from, to);
    try {
      return JSON.parse(quoteLongIds(wrap(text)));
    } catch {
      throw new NotJson(from, to);
    }
  }

  #text(from: number, to: number): string {
    try {
      return decodeStrictly(this.#bytes.subarray(from, to));
    } catch {
      throw new NotUtf8();
    }
  }

  #skipBlank(from: number, to: number): number {
    let at = from;
    while (at < to && BLANKS.includes(this.#bytes[at] ?? 0)) at += 1;
    return at;
  }

  #lastBefore(to: number): number {
    let at = to - 1;
    while (BLANKS.includes(this.#bytes[at] ?? 0)) at -= 1;
    return at;
  }
}

/** Adds the items of a list, or the fields of an object, as `JSON.parse` would. */
function add(open: Open, more: object): void {
  const { value } = open;
  if (Array.isArray(value)) {
    for (const element of more as unknown[]) value.push(element);
    return;
  }
  for (const [name, field] of Object.entries(more)) {
    // assigning to `__proto__` would not create a field
    if (name === '__proto__') {
      Object.defineProperty(value, name, { value: field, writable: true, enumerable: true, configurable: true });
    } else if (value) value[name] = field;
  }
}
