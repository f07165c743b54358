import { type DocumentNode, parse, type ValueNode } from '@humanwhocodes/momoa';

/** Something in a JSON text that `JSON.parse` lets pass or garbles. */
export interface JsonTextFinding {
  readonly kind: 'syntax' | 'duplicate-key' | 'number';
  readonly message: string;
  /** The name that goes with a number. */
  readonly key?: string;
}

/** The text as a value, and what is wrong with the text itself. */
export interface ReadJson {
  readonly value: unknown;
  readonly findings: readonly JsonTextFinding[];
}

/** Reads a JSON text as strictly as RFC 8259 and a JavaScript client demand. */
export function readJson(text: string): ReadJson {
  if (text.startsWith('\ufeff')) {
    return {
      value: safeParse(text.slice(1)),
      findings: [{ kind: 'syntax', message: 'a byte order mark before the JSON text' }],
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { value: undefined, findings: [{ kind: 'syntax', message: `no JSON text: ${(error as Error).message}` }] };
  }
  if (isTooDeep(value)) {
    return { value: undefined, findings: [{ kind: 'syntax', message: `a value nested more than ${DEEPEST} deep` }] };
  }
  // a walk of the whole syntax tree only where the text can hold what JSON.parse hides
  if (countKeys(value) === countKeyTokens(text) && !hasSuspectNumber(text)) return { value, findings: [] };
  return { value, findings: [...walk(parse(text, { mode: 'json', ranges: true }), text)] };
}

/** A number of 16 digits or more, or with an exponent; the same in a text is told apart by the walk. */
const LONG_NUMBER = /[:[,]\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)|-?\d{16,})/g;

function hasSuspectNumber(text: string): boolean {
  for (const [, digits = ''] of text.matchAll(LONG_NUMBER)) {
    if (/e/i.test(digits) || !Number.isSafeInteger(Number(digits))) return true;
  }
  return false;
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countKeys(item), 0);
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce((sum: number, item) => sum + 1 + countKeys(item), 0);
}

/** No client reads deeper, and code that follows the nesting would run out of stack. */
const DEEPEST = 200;

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((item) => (item !== null && typeof item === 'object' ? Object.values(item) : []));
  }
  return false;
}

function countKeyTokens(text: string): number {
  return text.match(/"(?:[^"\\]|\\.)*"\s*:/gs)?.length ?? 0;
}

function* walk(node: DocumentNode | ValueNode, text: string): Generator<JsonTextFinding> {
  if (node.type === 'Document') yield* walk(node.body, text);
  else if (node.type === 'Array') for (const element of node.elements) yield* walk(element.value, text);
  else if (node.type === 'Object') {
    const seen = new Set<string>();
    for (const { name, value } of node.members) {
      const key = name.type === 'String' ? name.value : name.name;
      if (seen.has(key)) yield { kind: 'duplicate-key', message: `the key "${key}" twice in one object` };
      seen.add(key);
      if (value.type === 'Number') yield* lookAtNumber(key, text.slice(...(value.range ?? [0, 0])), value.value);
      yield* walk(value, text);
    }
  }
}

function* lookAtNumber(key: string, digits: string, value: number): Generator<JsonTextFinding> {
  if (!Number.isInteger(value)) return;
  if (!Number.isSafeInteger(value)) {
    yield { kind: 'number', key, message: `${key} ${digits} is beyond 2^53-1, so JavaScript reads another number` };
  } else if (lacksDigits(digits)) {
    yield { kind: 'number', key, message: `${key} is written as ${digits}, so its last digits are lost` };
  }
}

/** Whether an exponent stands for more digits than are written. */
function lacksDigits(digits: string): boolean {
  const [, mantissa = '', exponent] = /^-?([\d.]+)[eE]\+?(\d+)$/.exec(digits) ?? [];
  return exponent !== undefined && mantissa.replace('.', '').length <= Number(exponent);
}
