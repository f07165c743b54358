/** Limits of a body's content, besides its size in bytes. */
export interface JsonLimits {
  /** Items of lists, all lists counted together. */
  readonly items: number;
  /** Bytes of a text, as written in the JSON. */
  readonly textBytes: number;
}

/** More than a test or a demo is likely to need. */
export const USUAL_JSON_LIMITS: JsonLimits = { items: 200_000, textBytes: 65_536 };

/** Fields allowed per allowed item; no schema has more. */
const FIELDS_PER_ITEM = 32;
/** No accepted body is nested half as deep. */
const MOST_DEPTH = 32;

/** A body exceeds a limit; the message says which. */
export class TooMuch extends Error {
  readonly status: 400 | 413;

  constructor(message: string, status: 400 | 413 = 413) {
    super(message);
    this.status = status;
  }
}

/** Counts while a body is read; each function throws {@link TooMuch} when a limit is exceeded. */
interface Count {
  /** Counts an item of a list, or else a field of an object. */
  part(isItem: boolean): void;
  depth(depth: number): void;
  text(bytes: number): void;
}

export function createCount({ items, textBytes }: JsonLimits): Count {
  const mostFields = items * FIELDS_PER_ITEM;
  let itemCount = 0;
  let fieldCount = 0;
  return {
    part(isItem) {
      if (isItem) itemCount += 1;
      else fieldCount += 1;
      if (itemCount > items) {
        throw new TooMuch(
          `The body has too many items: its lists may have ${items} items in all. Send it in parts, or raise the limit with --max-items, or limits.bodyItems of serve.`,
        );
      }
      if (fieldCount > mostFields) {
        throw new TooMuch(`The body has too many fields: its objects may have ${mostFields} in all. Send it in parts.`);
      }
    },
    depth(depth) {
      if (depth <= MOST_DEPTH) return;
      // no valid body is: this is not a matter of size
      throw new TooMuch(`The body is nested too deep: at most ${MOST_DEPTH} levels are accepted.`, 400);
    },
    text(bytes) {
      if (bytes <= textBytes) return;
      throw new TooMuch(
        `The body contains a text that is too long: at most ${textBytes} bytes are accepted. Raise the limit with --max-text, or limits.textBytes of serve.`,
      );
    },
  };
}
