import { cut } from './cut.ts';

/** Something in a JSON text that `JSON.parse` accepts or garbles. */
export interface JsonTextFinding {
  readonly kind: 'syntax' | 'duplicate-key' | NumberFinding;
  readonly message: string;
  /** The key that a number belongs to. */
  readonly key?: string;
}

/**
 * What is wrong with a whole number: it has lost digits, exceeds 2^53-1, or is written with a fraction of 0, with
 * an exponent or as -0.
 */
type NumberFinding = 'lost-digits' | 'large' | 'spelling';

/** The limit of nesting; clients read no deeper. */
const DEEPEST = 200;
/** The limit of findings that are kept for a text, the first of each key. */
const MOST_FINDINGS = 200;
/** How much of a key or a number is shown, in characters. */
const LONGEST_SHOWN = 200;

const [QUOTE, BACKSLASH, COLON, MINUS] = ['"', '\\', ':', '-'].map((character) => character.charCodeAt(0));
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = ['[', ']', '{', '}'].map((character) =>
  character.charCodeAt(0),
);

/**
 * Finds duplicate keys in objects, whole numbers that some client misreads, and excessive nesting in a text that `JSON.parse`
 * accepts. It scans the text once and only stores the keys of the objects that are open.
 */
export function findInJson(text: string): JsonTextFinding[] {
  const findings = new Map<string, JsonTextFinding>();
  const add = (finding: JsonTextFinding, key: string) => {
    const name = `${finding.kind} ${key}`;
    if (findings.size < MOST_FINDINGS && !findings.has(name)) findings.set(name, finding);
  };
  // the keys of each open object; undefined for a list
  const open: (Set<string> | undefined)[] = [];
  let key = '';
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfText(text, at);
      if (isKey(text, end)) {
        key = unquote(text.slice(at, end));
        const keys = open.at(-1);
        if (keys?.has(key)) {
          add({ kind: 'duplicate-key', message: `the key "${cut(key, LONGEST_SHOWN)}" twice in one object` }, key);
        }
        keys?.add(key);
      }
      at = end;
    } else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, at);
      const found = open.at(-1) && end - at >= SHORTEST_SUSPECT ? inspectNumber(text.slice(at, end)) : undefined;
      if (found) add({ kind: found.kind, key, message: `${cut(key, LONGEST_SHOWN)} ${found.why}` }, key);
      at = end;
    } else {
      if (code === OPEN_LIST) open.push(undefined);
      else if (code === OPEN_OBJECT) open.push(new Set());
      else if (code === CLOSE_LIST || code === CLOSE_OBJECT) open.pop();
      if (open.length > DEEPEST) return [{ kind: 'syntax', message: `a value nested more than ${DEEPEST} deep` }];
      at += 1;
    }
  }
  return [...findings.values()];
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) at += code === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** Whether a string that ends here is a key: a colon follows. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === COLON;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function unquote(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && NUMERIC.includes(text.charAt(at))) at += 1;
  return at;
}

const NUMERIC = '0123456789.eE+-';
/** `-0` is the shortest number that may be misread. */
const SHORTEST_SUSPECT = 2;

function inspectNumber(digits: string): { readonly kind: NumberFinding; readonly why: string } | undefined {
  const value = Number(digits);
  if (!Number.isInteger(value)) return undefined;
  const shown = cut(digits, LONGEST_SHOWN);
  if (lacksDigits(digits)) return { kind: 'lost-digits', why: `is written as ${shown}, so its last digits are lost` };
  if (!Number.isSafeInteger(value)) {
    return { kind: 'large', why: `${shown} is beyond 2^53-1, so JavaScript reads another number` };
  }
  return isPlain(digits) ? undefined : { kind: 'spelling', why: `is written as ${shown}` };
}

/** Whether a valid JSON number consists of digits alone, and is not -0. */
function isPlain(digits: string): boolean {
  return digits !== '-0' && !/[^\d-]/.test(digits);
}

/** Whether an exponent implies more digits than are written. */
function lacksDigits(digits: string): boolean {
  const [, mantissa = '', exponent] = /^-?([\d.]+)[eE]\+?(\d+)$/.exec(digits) ?? [];
  return exponent !== undefined && mantissa.replace('.', '').length <= Number(exponent);
}
