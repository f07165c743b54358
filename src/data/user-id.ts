import { openRandom, type Random } from '../shared/random.ts';
import type { LocaleWords } from './locale-words.ts';
import { toPlain } from './spelling.ts';

/** Maps indexes to the user IDs of a project and back, without computing other users. */
export interface UserIds {
  /** The ID of the user with this index, from 0. */
  at(projectKey: string, index: number): string;
  /** The name that the ID is built from; undefined if there is none, or one in another script. */
  nameAt(projectKey: string, index: number): Name | undefined;
  /** The index of the only possible user with this ID, or -1. */
  indexOf(projectKey: string, userId: string): number;
  /** The index of the only possible user with this number in the ID, or -1. */
  indexOfNumber(digits: string): number;
}

/** A person's name. */
export interface Name {
  readonly first: string;
  readonly last: string;
}

/** A name as written, and as it appears in IDs. */
interface SpeltName {
  readonly name: string;
  readonly plain: string;
}

const FIRST_NAMES = 300;
const LAST_NAMES = 400;
const DOMAINS = ['example.org', 'example.org', 'example.com', 'example.com', 'example.net'];
const TAGS = ['web', 'web', 'app', 'news', 'work'];
const NICKNAMES = ['visitor', 'visitor', 'guest', 'member'];

/**
 * Prepares the user IDs of one seed, in ASCII. Each ID contains one number that encodes the user's index: so IDs are
 * unique, and to check one, the ID of that index is generated and compared.
 */
export function createUserIds(seed: number | string, { makeFaker, words }: LocaleWords): UserIds {
  const { person, helpers } = makeFaker(openRandom(seed, 'names'));
  const { latinNames, spellings } = words;
  const drawNames = (count: number, names: readonly string[] | undefined, draw: () => string): SpeltName[] =>
    Array.from({ length: count }, () => {
      const name = names ? helpers.arrayElement(names) : draw();
      return { name, plain: toPlain(name, spellings).replace(/[^a-z]/g, '') };
    }).filter(({ plain }) => plain !== '');
  const firstNames = drawNames(FIRST_NAMES, latinNames?.first, () => person.firstName());
  const lastNames = drawNames(LAST_NAMES, latinNames?.last, () => person.lastName());

  const open = (projectKey: string, index: number) => {
    const random = openRandom(seed, projectKey, 'user-id', String(index));
    const hasName = !random.chance(0.06);
    return { random, hasName, first: random.pick(firstNames), last: random.pick(lastNames) };
  };
  const at = (projectKey: string, index: number): string => {
    const { random, hasName, first, last } = open(projectKey, index);
    const number = toNumber(index);
    if (!hasName) return `${random.pick(NICKNAMES)}-${number}`;
    const name = writeName(random, first.plain, last.plain);
    const tag = random.chance(0.08) ? `+${random.pick(TAGS)}` : '';
    return `${name}${number}${tag}@${random.pick(DOMAINS)}`;
  };
  const indexOfNumber = (digits: string): number => (/^\d{2,10}$/.test(digits) ? toIndex(Number(digits)) : -1);

  return {
    at,
    nameAt(projectKey, index) {
      const { hasName, first, last } = open(projectKey, index);
      return hasName && latinNames === undefined ? { first: first.name, last: last.name } : undefined;
    },
    indexOf(projectKey, userId) {
      const index = indexOfNumber(/\d+/.exec(userId)?.[0] ?? '');
      return index >= 0 && at(projectKey, index) === userId ? index : -1;
    },
    indexOfNumber,
  };
}

function writeName(random: Random, first: string, last: string): string {
  const style = random.below(10);
  if (style < 5) return `${first}.${last}`;
  if (style < 7) return `${first[0]}${last}`;
  return style < 9 ? first : `${first}_${last}`;
}

/** Scatters numbers among neighbours; each ninety users get the next ninety numbers: 10 to 99, 100 to 189. */
function toNumber(index: number): number {
  const place = index % 90;
  return index - place + ((place * 37 + 32) % 90) + 10;
}

/** The inverse of {@link toNumber}: 73 undoes 37, as 37 * 73 = 30 * 90 + 1. */
function toIndex(number: number): number {
  const place = (number - 10) % 90;
  return number - 10 - place + (((place + 58) * 73) % 90);
}
