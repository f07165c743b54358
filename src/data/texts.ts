import { OptionError } from '../shared/errors.ts';
import type { LocaleFaker } from './locale-words.ts';
import type { Word, WordGroup } from './model/word.ts';

/** A name in curly braces, or a faker call in double ones. */
const HOLE = /\{\{[^{}]+\}\}|\{([A-Za-z]\w*)\}/g;
const DEEPEST = 5;

/** Returns the value of a name; null if texts with it are to be left out; undefined for an unknown name. */
type LookUp = (name: string) => string | null | undefined;

/** The texts of a language and of a site's model, from which all texts of the site are built. */
export class Texts {
  readonly #faker: LocaleFaker;
  readonly #words: Readonly<Record<string, Word>>;
  /** Names of parts of groups: if a page's subject lacks the part, texts with it are left out. */
  readonly #parts: ReadonlySet<string>;

  constructor(faker: LocaleFaker, words: Readonly<Record<string, Word>>) {
    this.#faker = faker;
    this.#words = words;
    this.#parts = new Set(Object.values(words).flatMap((word) => groupsOf(word).flatMap(Object.keys)));
  }

  /** Draws one group of a name, and from it a word for each part. */
  drawGroup(name: string): Readonly<Record<string, string>> {
    const groups = groupsOf(this.#words[name] ?? []);
    if (groups.length === 0) return {};
    const group = this.#faker.helpers.arrayElement(groups);
    return Object.fromEntries(
      Object.entries(group).map(([part, words]) => [part, this.#faker.helpers.arrayElement(words)]),
    );
  }

  /** Fills in a text; undefined if a part of it is missing, so that the text is left out. */
  fill(text: string, lookUp: LookUp = () => undefined, depth = 0): string | undefined {
    if (!text.includes('{')) return text.trim();
    let isMissing = false;
    const filled = text.replace(HOLE, (hole, name: string | undefined) => {
      if (name === undefined) return ask(hole, () => this.#faker.helpers.fake(hole));
      const found = this.#find(name, lookUp);
      if (found === null) isMissing = true;
      // limits the depth of a text that refers to itself
      return found && depth < DEEPEST ? (this.fill(found, lookUp, depth + 1) ?? '') : (found ?? hole);
    });
    return isMissing ? undefined : filled.trim();
  }

  /** Draws a text that matches a regular expression. */
  match(pattern: string): string {
    return ask(pattern, () => this.#faker.helpers.fromRegExp(pattern));
  }

  #find(name: string, lookUp: LookUp): string | null | undefined {
    const plain = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
    const found = lookUp(name) ?? this.#word(name);
    if (typeof found === 'string') return found;
    // `{Name}` is `{name}` capitalised
    const small = plain === name ? undefined : (lookUp(plain) ?? this.#word(plain));
    if (typeof small === 'string') return small.split(' ').map(capitalize).join(' ');
    return this.#parts.has(plain) ? null : undefined;
  }

  #word(name: string): string | undefined {
    const word = this.#words[name];
    if (word === undefined || typeof word === 'string') return word;
    const texts = word.filter((each) => typeof each === 'string');
    return texts.length > 0 ? this.#faker.helpers.arrayElement(texts) : undefined;
  }
}

/** Capitalises the first letter. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Faker knows only some calls, and some kinds of regular expressions. */
function ask(text: string, draw: () => string): string {
  try {
    return draw();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new OptionError(`Failed to read the site: faker cannot generate a text from "${text}": ${why}`, { cause });
  }
}

function groupsOf(word: Word): readonly WordGroup[] {
  return typeof word === 'string' ? [] : word.filter((each): each is WordGroup => typeof each !== 'string');
}
