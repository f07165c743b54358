import { cut } from './cut.ts';

/** Something in a JSON text that `JSON.parse` lets pass or garbles. */
export interface JsonTextFinding {
  readonly kind: 'syntax' | 'duplicate-key' | 'number';
  readonly message: string;
  /** The name that goes with a number. */
  readonly key?: string;
}

/** No client reads deeper. */
const DEEPEST = 200;
/** Findings of a text that are kept, the first of each key. */
const MOST_FINDINGS = 200;
/** How much of a key or a number is shown. */
const LONGEST_SHOWN = 200;

const [QUOTE, BACKSLASH, COLON, MINUS] = ['"', '\\', ':', '-'].map((character) => character.charCodeAt(0));
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = ['[', ']', '{', '}'].map((character) =>
  character.charCodeAt(0),
);

/**
 * Finds keys that an object has twice, numbers that lose digits, and nesting without end, in a text that `JSON.parse`
 * takes. It goes over the text once and keeps nothing of it but the keys of the objects that are open.
 */
export function findInJson(text: string): JsonTextFinding[] {
  const findings = new Map<string, JsonTextFinding>();
  const add = (finding: JsonTextFinding, key: string) => {
    const name = `${finding.kind} ${key}`;
    if (findings.size < MOST_FINDINGS && !findings.has(name)) findings.set(name, finding);
  };
  // the keys of each object that is open; undefined for a list
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
      const why = open.at(-1) && end - at >= SHORTEST_SUSPECT ? whyLossy(text.slice(at, end)) : undefined;
      if (why) add({ kind: 'number', key, message: `${cut(key, LONGEST_SHOWN)} ${why}` }, key);
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

/** Whether what ends here is the name of a field: a colon comes next. */
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
/** `1e9` is the shortest number that may have lost digits. */
const SHORTEST_SUSPECT = 3;

function whyLossy(digits: string): string | undefined {
  const value = Number(digits);
  if (!Number.isInteger(value)) return undefined;
  if (!Number.isSafeInteger(value)) {
    return `${cut(digits, LONGEST_SHOWN)} is beyond 2^53-1, so JavaScript reads another number`;
  }
  if (!lacksDigits(digits)) return undefined;
  return `is written as ${cut(digits, LONGEST_SHOWN)}, so its last digits are lost`;
}

/** Whether an exponent stands for more digits than are written. */
function lacksDigits(digits: string): boolean {
  const [, mantissa = '', exponent] = /^-?([\d.]+)[eE]\+?(\d+)$/.exec(digits) ?? [];
  return exponent !== undefined && mantissa.replace('.', '').length <= Number(exponent);
}
