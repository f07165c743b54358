import type { Random } from '../../shared/random.ts';

/** A text with a small change, and a description of the change. */
interface Edit {
  readonly name: string;
  readonly text: string;
}

/** A kind of small change that applies at certain places of a text. */
export interface Family {
  readonly name: string;
  /** The text changed at one place, for each place. */
  readonly atEach: (text: string) => readonly string[];
  /** The text changed at all places at once, if there are several. */
  readonly everywhere?: (text: string) => string;
  /** Whether it is only tried with `isDeep`, as another family finds nearly everything that it finds. */
  readonly isSeldom?: boolean;
}

/** Replaces characters by a map. Those that are not in the map stay unchanged. */
export function exchanging(name: string, map: Readonly<Record<string, string>>): Family {
  const change = (character: string) => (Object.hasOwn(map, character) ? (map[character] ?? character) : character);
  return changing(name, change);
}

/** Replaces characters by a rule that returns other characters unchanged. */
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

/** Inserts something between two characters, where `isRoom` accepts the text before. */
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

/** Changes a text as a whole, in the only way possible. */
export function once(name: string, change: (text: string) => string): Family {
  return { name, atEach: (text) => [change(text)].filter((changed) => changed !== text) };
}

/** How many families that change all places are also tried at one place. */
const AT_ONE_PLACE = 2;

/**
 * Edits a text by each family that applies: at all places at once if possible, otherwise at one place that the
 * seed picks; some at both, and with `isDeep` each at every place. No result equals the text, and none is repeated.
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
