import type { V1Release } from './release.ts';

/** Why a text is not a whole number. */
type NumberFault = 'int_parsing' | 'int_parsing_size';

/** The result of reading a text. */
type NumberRead = { readonly value: bigint } | { readonly fault: NumberFault };

const MOST_DIGITS = 4300;
const BLANK = /[ \t-\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const PYTHON_INT = /^([+-]?)(\p{Nd}+(?:_\p{Nd}+)*)$/u;

/** Reads a whole number as a release does: v1.10 as Python's `int`, the last one as pydantic 2 (`observed: v1`). */
export function readWholeNumber(text: string, release: V1Release): NumberRead {
  const digits = release === '1.10' ? readPython(text) : readPydantic(text);
  if (digits !== undefined) return { value: BigInt(digits) };
  return { fault: /^-?[1-9]\d{4300,}$/.test(text) ? 'int_parsing_size' : 'int_parsing' };
}

/** Any decimal digits of Unicode, underscores between them, blanks around them. */
function readPython(text: string): string | undefined {
  const [, sign = '', digits] = PYTHON_INT.exec(strip(text)) ?? [];
  if (digits === undefined) return undefined;
  const plain = Array.from(digits.replaceAll('_', ''), toValue).join('');
  return plain.length > MOST_DIGITS ? undefined : `${sign === '-' ? '-' : ''}${plain}`;
}

/** Trims blanks on both sides; `trim` would also remove a byte order mark. */
function strip(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && BLANK.test(text.charAt(from))) from += 1;
  while (from < to && BLANK.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

const DIGIT = /\p{Nd}/u;

/** The digits of a script are contiguous from zero to nine, and several scripts may be adjacent. */
function toValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

function readPydantic(text: string): string | undefined {
  const trimmed = strip(text);
  const unsigned = trimmed.startsWith('+') ? trimmed.slice(1) : trimmed;
  if (trimmed.startsWith('+') && unsigned.startsWith('-')) return undefined;
  const bare = stripZeros(unsigned)?.replace(/\.0+$/, '');
  if (bare === undefined || !/^-?\d+(_\d+)*$/.test(bare)) return undefined;
  const digits = bare.replaceAll('_', '');
  return digits.length > MOST_DIGITS ? undefined : digits;
}

/** Removes leading zeros and underscores among them; the rest may then start with a minus. */
function stripZeros(text: string): string | undefined {
  if (!text.startsWith('0')) return /^[1-9-]/.test(text) ? text : undefined;
  const rest = text.replace(/^0[0_]*/, '');
  if (rest === '') return text.slice(-1);
  if (rest.startsWith('.')) return `${text.at(text.length - rest.length - 1)}${rest}`;
  return /^[1-9-]/.test(rest) ? rest : undefined;
}
