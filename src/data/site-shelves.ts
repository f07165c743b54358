import type { Catalogue, Titled } from './catalogue.ts';
import { ALWAYS, GOODS_IN_CART } from './condition.ts';
import { addLink, type Control, type Field, type OpenPage, openPage, type PageRole } from './page.ts';
import { toQueryValue } from './spelling.ts';
import type { Words } from './words/words.ts';

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

const SIZES = ['S', 'M', 'L'];

/** Puts what is bought into the cart. */
export function toAddToCart({ labels }: Words): Control {
  return { ...ALWAYS, label: labels.addToCart, sets: GOODS_IN_CART };
}

/** Builds a page for each product, linked to a few others. */
export function buildProducts({ products }: Catalogue, words: Words, shop: OpenPage): readonly TitledPage[] {
  const { size, description, reviews, nextPicture } = words.labels;
  const sizes = SIZES.map((letter) => `${size}: ${letter}`);
  const shelf = products.map((product) => {
    const controls = [toAddToCart(words), ...(product.sized ? sizes : []), description, reviews, nextPicture];
    return toPage('product', '/product', product, 8000, { controls, parent: shop });
  });
  for (const [i, { page }] of shelf.entries()) linkShelf(page, cut(shelf, i + 1, 3), 2);
  return shelf;
}

/** Builds the blog and its posts, each linked to a product. */
export function buildBlog(
  { posts }: Catalogue,
  { labels }: Words,
  products: readonly TitledPage[],
): readonly [OpenPage, ...OpenPage[]] {
  const blog = openPage('blog', '/blog/', 5000, { controls: [labels.olderPosts] });
  const shelf = posts.map((post) => toPage('post', '/blog', post, 20_000, { controls: [labels.share], parent: blog }));
  linkShelf(blog, shelf, 2);
  for (const [i, { page }] of shelf.entries()) {
    addLink(page, { label: labels.backToPosts, to: blog, weight: 3 });
    linkShelf(page, cut(products, i, 1), 4);
  }
  return [blog, ...shelf.map(({ page }) => page)];
}

/** Builds a page of what is found for each query. */
export function buildSearches(
  { queries }: Catalogue,
  { fields }: Words,
  products: readonly TitledPage[],
): readonly Search[] {
  return queries.map(({ text, found }) => {
    const page = openPage('search', `/?s=${toQueryValue(text)}&post_type=product`, 4500);
    const shelf = found.flatMap((place) => products[place] ?? []);
    linkShelf(page, shelf, 5);
    return { field: { label: fields.searchProducts, values: [text] }, page };
  });
}

/** Links a page to each of the titled ones. */
export function linkShelf(from: OpenPage, shelf: readonly TitledPage[], weight: number): void {
  for (const { title, page } of shelf) addLink(from, { label: title, to: page, weight });
}

function toPage(
  role: PageRole,
  folder: string,
  { title, slug }: Titled,
  pauseMs: number,
  parts: Parameters<typeof openPage>[3],
): TitledPage {
  return { title, page: openPage(role, `${folder}/${slug}/`, pauseMs, parts) };
}

/** Some neighbours on a shelf, going on at its start. */
function cut<T>(shelf: readonly T[], first: number, count: number): readonly T[] {
  const start = first % shelf.length;
  return [...shelf, ...shelf].slice(start, start + count);
}
