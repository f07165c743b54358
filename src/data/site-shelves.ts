import type { Catalogue, Titled } from './catalogue.ts';
import { addLink, type Field, type OpenPage, openPage } from './page.ts';

/** A page about something that has a title. */
export interface TitledPage {
  readonly title: string;
  readonly page: OpenPage;
}

/** A search field as one visitor fills it in, with the page of what is found. */
export interface Search {
  readonly field: Field;
  readonly page: OpenPage;
}

const PRODUCT_CONTROLS = ['Add to cart', 'Add to cart', 'Size: S', 'Size: M', 'Size: L', 'Description', 'Reviews'];
const FOUND = 3;

/** Builds a page for each product, linked to a few others. */
export function buildProducts({ products }: Catalogue): readonly TitledPage[] {
  const shelf = products.map((product) => toPage('/product', product, 8000, PRODUCT_CONTROLS));
  for (const [i, { page }] of shelf.entries()) linkShelf(page, cut(shelf, i + 1, 3), 2);
  return shelf;
}

/** Builds the blog and its posts, each linked to a product. */
export function buildBlog({ posts }: Catalogue, products: readonly TitledPage[]): readonly [OpenPage, ...OpenPage[]] {
  const blog = openPage('/blog/', 5000, { controls: ['Older posts'] });
  const shelf = posts.map((post) => toPage('/blog', post, 20_000, ['Share']));
  linkShelf(blog, shelf, 2);
  for (const [i, { page }] of shelf.entries()) {
    addLink(page, { label: 'Back to all posts', to: blog, weight: 3 });
    linkShelf(page, cut(products, i, 1), 4);
  }
  return [blog, ...shelf.map(({ page }) => page)];
}

/** Builds a page of what is found for each query. */
export function buildSearches({ queries }: Catalogue, products: readonly TitledPage[]): readonly Search[] {
  return queries.map((query, i) => {
    const page = openPage(`/?s=${query.replaceAll(' ', '+')}&post_type=product`, 4500);
    linkShelf(page, cut(products, i * FOUND, FOUND), 5);
    return { field: { label: 'Search products', values: [query] }, page };
  });
}

/** Links a page to each of the titled ones. */
export function linkShelf(from: OpenPage, shelf: readonly TitledPage[], weight: number): void {
  for (const { title, page } of shelf) addLink(from, { label: title, to: page, weight });
}

function toPage(folder: string, { title, slug }: Titled, pauseMs: number, controls: readonly string[]): TitledPage {
  return { title, page: openPage(`${folder}/${slug}/`, pauseMs, { controls }) };
}

/** Some neighbours on a shelf, going on at its start. */
function cut<T>(shelf: readonly T[], first: number, count: number): readonly T[] {
  const start = first % shelf.length;
  return [...shelf, ...shelf].slice(start, start + count);
}
