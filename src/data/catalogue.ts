import type { LocaleFaker } from './locale-words.ts';
import { toSlug } from './spelling.ts';
import type { Words } from './words/words.ts';

/** A page named by a title: the title and its place in a path. */
export interface Titled {
  readonly title: string;
  readonly slug: string;
}

/** Something to buy. */
export interface Product extends Titled {
  /** What it is, such as a chair; empty when that is not known. */
  readonly noun: string;
  readonly material: string;
  /** Whether it comes in sizes. */
  readonly sized: boolean;
}

/** What a project's shop sells, tells, and is asked for. */
export interface Catalogue {
  /** The product of the document's example comes first. */
  readonly products: readonly Product[];
  readonly posts: readonly Titled[];
  /** What visitors search for, each once. */
  readonly queries: readonly Query[];
  /** What visitors type into the fields of a form. */
  readonly typed: Readonly<
    Record<'firstNames' | 'lastNames' | 'streets' | 'towns' | 'orderNumbers', readonly string[]>
  >;
}

/** A text that is searched for, and what is found. */
export interface Query {
  readonly text: string;
  /** Places in the catalogue's products, one or more. */
  readonly found: readonly number[];
}

const PRODUCTS = 15;
const POSTS = 8;
const QUERIES = 8;
const FOUND = 5;
const TYPED = 24;
const MOST_DRAWS = 200;

/** The product of the document's example, which every shop sells. */
const DOCUMENTED_SLUG = 'beanie-with-logo';

/** What patterns are filled with. */
type Parts = Readonly<Record<'adjective' | 'material' | 'product' | 'department' | 'name', string>>;

/** Names what is in a project's shop. */
export function buildCatalogue(faker: LocaleFaker, words: Words): Catalogue {
  const { helpers, person, location, number } = faker;
  const drawProduct = (): Product => {
    const { sized, ...parts } = drawParts(faker, words);
    const title = toTitle(fill(words.productName, parts), words.productCase);
    return { title, slug: toSlug(title, words.spellings), noun: parts.product, material: parts.material, sized };
  };
  const postTitles = helpers.shuffle(words.postTitles);
  let posts = 0;
  const drawPost = (): Titled => {
    // postTitles are never empty; each is taken before one is taken again
    const pattern = postTitles[posts++ % postTitles.length] as string;
    const title = toTitle(fill(pattern, drawParts(faker, words)), 'sentence');
    return { title, slug: toSlug(title, words.spellings) };
  };
  const documented = { title: words.documentedProduct, slug: DOCUMENTED_SLUG, noun: '', material: '', sized: false };
  const products = [documented, ...drawApart(PRODUCTS, drawProduct, [documented])];
  return {
    products,
    posts: drawApart(POSTS, drawPost),
    queries: listQueries(products, words),
    typed: {
      firstNames: helpers.multiple(() => person.firstName(), { count: TYPED }),
      lastNames: helpers.multiple(() => person.lastName(), { count: TYPED }),
      streets: helpers.multiple(() => location.streetAddress(), { count: TYPED }),
      towns: helpers.multiple(() => location.city(), { count: TYPED }),
      orderNumbers: helpers.multiple(() => String(number.int({ min: 10_000, max: 99_999 })), { count: TYPED }),
    },
  };
}

/** Draws something that the shop sells, a department and somebody's name. */
function drawParts({ helpers, person }: LocaleFaker, { goods, departments }: Words): Parts & Pick<Product, 'sized'> {
  const { products, materials, adjectives, sized } = helpers.arrayElement(goods);
  return {
    name: person.firstName(),
    product: helpers.arrayElement(products),
    material: helpers.arrayElement(materials),
    adjective: adjectives.length > 0 ? helpers.arrayElement(adjectives) : '',
    department: helpers.arrayElement(departments),
    sized,
  };
}

function fill(pattern: string, parts: Parts): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: keyof Parts) => parts[name]);
}

function toTitle(text: string, letterCase: Words['productCase']): string {
  const upper = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  return letterCase === 'title' ? text.split(' ').map(upper).join(' ') : upper(text);
}

/** Draws until there are enough whose titles and slugs differ. */
function drawApart<T extends Titled>(count: number, draw: () => T, others: readonly Titled[] = []): T[] {
  const titles = new Set(others.map(({ title }) => title));
  const slugs = new Set(others.map(({ slug }) => slug));
  const drawn: T[] = [];
  for (let tried = 0; drawn.length < count && tried < MOST_DRAWS; tried++) {
    const one = draw();
    if (titles.has(one.title) || slugs.has(one.slug)) continue;
    titles.add(one.title);
    slugs.add(one.slug);
    drawn.push(one);
  }
  return drawn;
}

/** Who searches for a thing of some material finds first those things, then what else is of that material. */
function listQueries(products: readonly Product[], words: Words): readonly Query[] {
  const queries = new Map<string, Query>();
  for (const { noun, material } of products) {
    if (noun === '' || queries.size === QUERIES) continue;
    const text = fill(words.query, { product: noun, material, adjective: '', department: '', name: '' }).toLowerCase();
    const matches = (product: Product) => Number(product.noun === noun) * 2 + Number(product.material === material);
    const found = products
      .map((product, place) => ({ place, score: matches(product) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    queries.set(text, { text, found: found.slice(0, FOUND).map(({ place }) => place) });
  }
  return [...queries.values()];
}
