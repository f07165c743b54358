import type { Random } from '../../shared/random.ts';

/** A text with a small change, and what was done to it. */
interface Edit {
  readonly name: string;
  readonly text: string;
}

/** A kind of small change, which a text has room for at some places. */
export interface Family {
  readonly name: string;
  /** The text with the change at one place, for each place. */
  readonly atEach: (text: string) => readonly string[];
  /** The text with the change at all places at once, where it can be made at several. */
  readonly everywhere?: (text: string) => string;
  /** Whether it is tried with `isDeep` only, as another family finds nearly all that it finds. */
  readonly isSeldom?: boolean;
}

/** Exchanges characters for others. Those that the map lacks stay. */
export function exchanging(name: string, map: Readonly<Record<string, string>>): Family {
  const change = (character: string) => (Object.hasOwn(map, character) ? (map[character] ?? character) : character);
  return changing(name, change);
}

/** Changes characters by a rule that leaves others as they are. */
export function changing(name: string, change: (character: string) => string): Family {
  return {
    name,
    atEach: (text) => {
      const characters = [...text];
      return characters.flatMap((character, index) =>
        change(character) === character
          ? []
          : [[...characters.slice(0, index), change(character), ...characters.slice(index + 1)].join('')],
      );
    },
    everywhere: (text) => [...text].map(change).join(''),
  };
}

/** Puts something between two characters, where `isRoom` says of what stands before it that it may. */
export function inserting(name: string, piece: string, isRoom: (before: string) => boolean = () => true): Family {
  return {
    name,
    atEach: (text) => {
      const characters = [...text];
      const heads = characters.map((_, index) => characters.slice(0, index).join(''));
      return heads.filter((head) => head !== '' && isRoom(head)).map((head) => head + piece + text.slice(head.length));
    },
  };
}

/** Changes a text as a whole, at the one place where that can be done. */
export function once(name: string, change: (text: string) => string): Family {
  return { name, atEach: (text) => [change(text)].filter((changed) => changed !== text) };
}

/** How many families are tried at one place too, though they change all places at once. */
const AT_ONE_PLACE = 2;

/**
 * Edits a text by each family that it has room for: at all places at once where that can be, else at one place that the
 * seed decides; some at both, and with `isDeep` each at every place. None equals the text, and none comes twice.
 */
export function editsOf(text: string, families: readonly Family[], random: Random, isDeep: boolean): Edit[] {
  const tried = families.filter(({ isSeldom = false }) => isDeep || !isSeldom);
  const fitting = tried.map((family) => ({ ...family, single: family.atEach(text) })).filter(hasRoom);
  const drawn = Array.from({ length: AT_ONE_PLACE }, () => random.below(Math.max(1, fitting.length)));
  const seen = new Set([text]);
  return fitting.flatMap(({ name, everywhere, single }, index) => {
    const one = random.pick(single);
    const isAtOne = !everywhere || drawn.includes(index);
    const places = isDeep ? single : isAtOne ? [one] : [];
    const edits = [
      ...(everywhere ? [{ name, text: everywhere(text) }] : []),
      ...places.map((edited) => ({ name: single.length > 1 ? `${name}, at one place` : name, text: edited })),
    ];
    return edits.filter((edit) => seen.size < seen.add(edit.text).size);
  });
}

function hasRoom({ single }: { readonly single: readonly string[] }): boolean {
  return single.length > 0;
}
