import type { LocaleFaker } from './locale-words.ts';
import { toSlug } from './spelling.ts';
import type { Words } from './words/words.ts';

/** A page named by a title: the title and its place in a path. */
export interface Titled {
  readonly title: string;
  readonly slug: string;
}

/** What a project's shop sells, tells, and is asked for. */
export interface Catalogue {
  readonly products: readonly Titled[];
  readonly posts: readonly Titled[];
  /** What visitors search for, each once. */
  readonly queries: readonly string[];
  /** What visitors type into the fields of a form. */
  readonly typed: Readonly<
    Record<'firstNames' | 'lastNames' | 'streets' | 'towns' | 'orderNumbers', readonly string[]>
  >;
}

const PRODUCTS = 15;
const POSTS = 8;
const QUERIES = 8;
const TYPED = 24;

/** The product of the document's example, which every shop sells. */
const DOCUMENTED_SLUG = 'beanie-with-logo';

/** Names what is in a project's shop. */
export function buildCatalogue(faker: LocaleFaker, words: Words): Catalogue {
  const { helpers, person, location, number } = faker;
  const parts = nameParts(faker, words);
  const fill = (pattern: string): string => pattern.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]?.() ?? '');
  const writeTitle = (): string => toTitle(fill(helpers.arrayElement(words.postTitles)));
  const writeQuery = (): string => fill(words.query).toLowerCase();
  const products = helpers.uniqueArray(() => toTitle(parts.productName()), PRODUCTS);
  const posts = helpers.uniqueArray(writeTitle, POSTS);
  return {
    products: [
      { title: words.documentedProduct, slug: DOCUMENTED_SLUG },
      ...toTitled(products, words).filter(({ slug, title }) => slug !== DOCUMENTED_SLUG && title !== words.documentedProduct),
    ],
    posts: toTitled(posts, words),
    queries: helpers.uniqueArray(writeQuery, QUERIES),
    typed: {
      firstNames: helpers.multiple(() => person.firstName(), { count: TYPED }),
      lastNames: helpers.multiple(() => person.lastName(), { count: TYPED }),
      streets: helpers.multiple(() => location.streetAddress(), { count: TYPED }),
      towns: helpers.multiple(() => location.city(), { count: TYPED }),
      orderNumbers: helpers.multiple(() => String(number.int({ min: 10_000, max: 99_999 })), { count: TYPED }),
    },
  };
}

type Parts = Readonly<Record<string, () => string>> & { readonly productName: () => string };

/** Draws the parts of names from the shop's own words where it has some, else from faker. */
function nameParts({ commerce, helpers, person }: LocaleFaker, { goods }: Words): Parts {
  const name = () => person.firstName();
  if (!goods) {
    return {
      name,
      adjective: () => commerce.productAdjective().toLowerCase(),
      material: () => commerce.productMaterial().toLowerCase(),
      product: () => commerce.product().toLowerCase(),
      department: () => commerce.department(),
      productName: () => commerce.productName(),
    };
  }
  const parts: Readonly<Record<string, () => string>> = {
    name,
    adjective: () => helpers.arrayElement(goods.adjectives),
    material: () => helpers.arrayElement(goods.materials),
    product: () => helpers.arrayElement(goods.products),
    department: () => helpers.arrayElement(goods.departments),
  };
  return {
    ...parts,
    productName: () => goods.productName.replace(/\{(\w+)\}/g, (_, part: string) => parts[part]?.() ?? ''),
  };
}

function toTitle(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Gives each title a slug of its own, as shops do: by a number where two would be the same. */
function toTitled(titles: readonly string[], { spellings }: Words): readonly Titled[] {
  const taken = new Map<string, number>();
  return titles.map((title) => {
    const slug = toSlug(title, spellings);
    const times = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, times);
    return { title, slug: times === 1 ? slug : `${slug}-${times}` };
  });
}
