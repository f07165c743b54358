import type { EnglishFaker } from './english-faker.ts';

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
  readonly typed: Readonly<Record<'firstNames' | 'lastNames' | 'streets' | 'towns', readonly string[]>>;
}

const PRODUCTS = 15;
const POSTS = 8;
const QUERIES = 8;
const TYPED = 24;

/** The product of the document's example, which every shop sells. */
const DOCUMENTED_PRODUCT = 'Beanie with Logo';

/** Names what is in a project's shop. */
export function buildCatalogue(faker: EnglishFaker): Catalogue {
  const { commerce, helpers, person, location } = faker;
  const products = helpers.uniqueArray(() => commerce.productName(), PRODUCTS);
  const writeTitle = (): string =>
    helpers.arrayElement([
      `Caring for your ${commerce.productMaterial()} ${commerce.product()}`,
      `How we make our ${commerce.product()}`,
      `New in ${commerce.department()}: ${commerce.productAdjective()} ${commerce.product()}`,
      `Meet ${person.firstName()} from our workshop`,
      `Five ideas for ${commerce.productAdjective().toLowerCase()} gifts`,
    ]);
  return {
    products: [DOCUMENTED_PRODUCT, ...products].map(toTitled),
    posts: helpers.uniqueArray(writeTitle, POSTS).map(toTitled),
    queries: helpers.uniqueArray(() => `${commerce.productMaterial()} ${commerce.product()}`.toLowerCase(), QUERIES),
    typed: {
      firstNames: helpers.multiple(() => person.firstName(), { count: TYPED }),
      lastNames: helpers.multiple(() => person.lastName(), { count: TYPED }),
      streets: helpers.multiple(() => location.streetAddress(), { count: TYPED }),
      towns: helpers.multiple(() => location.city(), { count: TYPED }),
    },
  };
}

function toTitled(title: string): Titled {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return { title, slug: words.join('-') };
}
