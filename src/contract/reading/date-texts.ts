import { MARKUP } from '../wire/markup.ts';

/** A text that may be sent as a date. */
export interface DateText {
  readonly text: string;
  /** The number of milliseconds that it validly denotes; undefined if it denotes none. */
  readonly ms: number | undefined;
  /** True if another text finds nearly everything that it finds. */
  readonly isSeldom?: boolean;
}

/** Texts that are not whole numbers but that some parsers accept. `middleMs` is an instant of the history. */
export function malformedDates(middleMs: number): DateText[] {
  return [
    // accepted by one lenient number parser or another
    ...['abc', inSeconds(middleMs), `${middleMs}abc`].map(toNoDate),
    // a human-readable date is not a number, but reading it as that very instant is not wrong
    { text: new Date(middleMs).toISOString(), ms: middleMs },
    { text: new Date(middleMs).toISOString().slice(0, 10), ms: middleMs - (middleMs % 86_400_000) },
    toNoDate('null'),
    // instants to databases (PostgreSQL) and search engines (Elasticsearch)
    ...['yesterday', 'now-7d'].map(toNoDate),
    // some framework types read it as later than every instant
    { text: 'Infinity', ms: Number.POSITIVE_INFINITY },
    ...[`${middleMs},${middleMs + 1}`, `1"' OR '1'='1' ${MARKUP}`].map(toNoDate),
    // "7 days ago" to parsers that also read durations
    toNoDate('7d'),
    ...[
      '1.5',
      `${middleMs}.5`,
      'NaN',
      `abc${middleMs}`,
      'true',
      '"1"',
      inThousands(String(middleMs), ' '),
      '[]',
      '-',
      '1\\',
    ].map((text) => ({
      ...toNoDate(text),
      isSeldom: true,
    })),
  ];
}

/** Seconds with a fraction, as languages without milliseconds write the time. */
function inSeconds(ms: number): string {
  return `${Math.floor(ms / 1000)}.${String(ms % 1000 || 1).padStart(3, '0')}`;
}

function toNoDate(text: string): DateText {
  return { text, ms: undefined };
}

/** Valid spellings of whole numbers that some servers read and others refuse. */
export function unusualSpellings(middleMs: number): DateText[] {
  const digits = String(middleMs);
  const exponent = digits.length - 1;
  const mantissa = `${digits.slice(0, 1)}.${digits.slice(1)}`;
  const inScript = (zero: number) => digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  return [
    { text: '-1', ms: -1 },
    { text: `-${middleMs}`, ms: -middleMs },
    ...[
      `+${digits}`,
      `${digits}.0`,
      ` ${digits}`,
      `${digits}\n`,
      `${mantissa}e${exponent}`,
      `0x${middleMs.toString(16)}`,
      // Arabic-Indic digits
      inScript(0x660),
    ].map((text) => ({ text, ms: middleMs })),
    // a parser that reads fullwidth digits or thousands separators reads those above too
    ...[inScript(0xff10), inThousands(digits, '_')].map((text) => ({ text, ms: middleMs, isSeldom: true })),
  ];
}

/** Whether a firewall in front of an API may classify a text as an attack. */
export function looksLikeAttack(text: string): boolean {
  return /['"\\]/.test(text);
}

/** Inserts a separator after every three digits from the end. */
function inThousands(digits: string, sign: string): string {
  return Array.from(digits, (digit, at) => (at > 0 && (digits.length - at) % 3 === 0 ? sign + digit : digit)).join('');
}

/**
 * The largest number up to this one that has no digit above 7: with zeros in front it is octal to some parsers (Ruby's
 * `Integer`, PHP's `intval` with base 0), which refuse other digits.
 */
export function asOctal(ms: number): number {
  return Number(String(ms).replace(/[89].*/, (rest) => '7'.repeat(rest.length)));
}
