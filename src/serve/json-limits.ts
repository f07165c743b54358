/** How much a body may hold, whatever its bytes. */
export interface JsonLimits {
  /** Elements of lists, those of all lists counted together. */
  readonly items: number;
  /** Bytes of a text, as it stands in the JSON. */
  readonly textBytes: number;
}

/** As many as a test or a demo may ever want. */
export const USUAL_JSON_LIMITS: JsonLimits = { items: 200_000, textBytes: 65_536 };

/** For each item that a body may have it may have so many fields; no schema has more of them. */
const FIELDS_PER_ITEM = 32;
/** Nothing that is taken is nested half as deep. */
const MOST_DEPTH = 32;

/** A body holds more than is taken; the message says of what. */
export class TooMuch extends Error {
  readonly status: 400 | 413;

  constructor(message: string, status: 400 | 413 = 413) {
    super(message);
    this.status = status;
  }
}

/** What counts while a body is read; each function throws {@link TooMuch} when there is more than is taken. */
interface Count {
  /** Counts an element of a list, or else a field of an object. */
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
          `The body has too many items: its lists may have ${items} elements in all. Send it in parts, or raise that by --max-items, or by limits.bodyItems of serve.`,
        );
      }
      if (fieldCount > mostFields) {
        throw new TooMuch(`The body has too many fields: its objects may have ${mostFields} in all. Send it in parts.`);
      }
    },
    depth(depth) {
      if (depth <= MOST_DEPTH) return;
      // nothing that is taken is so: this is not a matter of size
      throw new TooMuch(`The body is nested too deep: at most ${MOST_DEPTH} levels are taken.`, 400);
    },
    text(bytes) {
      if (bytes <= textBytes) return;
      throw new TooMuch(
        `The body holds a text that is too long: at most ${textBytes} bytes are taken. Raise that by --max-text, or by limits.textBytes of serve.`,
      );
    },
  };
}
