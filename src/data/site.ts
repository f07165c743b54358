import type { Catalogue } from './catalogue.ts';
import { buildOrigins, type Origin, type OriginKind } from './origin.ts';
import { addLink, type Control, type OpenPage, openPage, type Page } from './page.ts';
import { type Account, buildAccount, buildDesk, buildTill, type Desk, type Till } from './site-forms.ts';
import { buildBlog, buildProducts, buildSearches, linkShelf, type Search, toAddToCart } from './site-shelves.ts';
import type { MenuLabel, Words } from './words/words.ts';

/** A project's site as visitors walk it. */
export interface Site extends Till, Account, Desk {
  readonly pages: readonly Page[];
  readonly home: Page;
  readonly shop: Page;
  readonly products: readonly Page[];
  readonly posts: readonly Page[];
  readonly searches: readonly Search[];
  /** What puts a product into the cart. */
  readonly addToCart: Control;
  /** Where visits come from, frequent ones listed more than once. */
  readonly origins: Readonly<Record<OriginKind, readonly Origin[]>>;
  /** Pages visits begin on, by where they come from, frequent ones listed more than once. */
  readonly entries: Readonly<Record<OriginKind, readonly Page[]>>;
}

const SPOTLIGHT = 4;

/** How often each entry of the menu is taken. */
const MENU: Readonly<Record<MenuLabel, number>> = {
  home: 1,
  shop: 4,
  blog: 1,
  cart: 1,
  myAccount: 2,
  samplePage: 1,
  help: 1,
  contact: 1,
};

/** Builds the shop: pages, the links between them with their labels, and where visits begin. */
export function buildSite(catalogue: Catalogue, words: Words): Site {
  const { labels } = words;
  const addToCart = toAddToCart(words);
  const home = openPage('home', '/', 3500, { controls: [labels.acceptAll, labels.nextSlide] });
  const shop = openPage('shop', '/shop/', 5000, { controls: [labels.filter] });
  const popular = openPage('shop', '/shop/?orderby=popularity', 4500, { controls: [labels.filter], parent: shop });
  const cheap = openPage('shop', '/shop/?orderby=price', 4500, { controls: [labels.filter], parent: shop });
  const sample = openPage('sample', '/sample-page/', 6000);
  const shelf = buildProducts(catalogue, words, shop);
  const products = shelf.map(({ page }) => page);
  const searches = buildSearches(catalogue, words, shelf);
  const [blog, ...posts] = buildBlog(catalogue, words, shelf);
  const till = buildTill(catalogue, words, shop);
  const account = buildAccount(words, till.cart);
  const desk = buildDesk(catalogue, words);

  addLink(home, { label: labels.shopNow, to: shop, weight: 8 });
  linkShelf(home, shelf.slice(0, SPOTLIGHT), 2);
  for (const page of [shop, popular, cheap]) {
    if (page !== shop) addLink(page, { label: labels.defaultSorting, to: shop, weight: 3, soft: true });
    if (page !== popular) addLink(page, { label: labels.sortByPopularity, to: popular, weight: 4, soft: true });
    if (page !== cheap) addLink(page, { label: labels.sortByPrice, to: cheap, weight: 4, soft: true });
    linkShelf(page, shelf, 3);
  }
  for (const page of products)
    addLink(page, { label: labels.viewCart, to: till.cart, weight: 12, needs: addToCart.sets });

  const others = [home, shop, popular, cheap, sample, blog, ...posts, ...products];
  const pages = [...others, ...searches.map(({ page }) => page), ...Object.values({ ...till, ...account, ...desk })];
  const targets = { home, shop, blog, cart: till.cart, myAccount: account.login, samplePage: sample, ...desk };
  for (const page of pages) addMenu(page, targets, words);

  return {
    ...{ pages, home, shop, products, posts, searches, addToCart },
    ...{ ...till, ...account, ...desk },
    origins: buildOrigins(words.searchEngine),
    entries: {
      direct: [home, home, home, home, home, home, home, shop, shop, sample],
      search: [home, home, home, shop, ...products, ...posts.slice(0, 4)],
      newsletter: [shop, ...products.slice(0, SPOTLIGHT), ...posts.slice(0, 2)],
      link: [home, ...products.slice(1, 4), ...posts.slice(0, 2)],
    },
  };
}

function addMenu(page: OpenPage, targets: Readonly<Record<MenuLabel, Page>>, { labels }: Words): void {
  for (const name of Object.keys(MENU) as MenuLabel[]) {
    if (targets[name] !== page) addLink(page, { label: labels[name], to: targets[name], weight: MENU[name] });
  }
}
