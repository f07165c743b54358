import type { Catalogue } from './catalogue.ts';
import { buildOrigins, type Origin } from './origin.ts';
import { addLink, openPage, type Page } from './page.ts';
import { buildAccount, buildCheckout } from './site-forms.ts';
import { buildBlog, buildProducts, buildSearches, linkShelf, type Search } from './site-shelves.ts';

/** A project's site as visitors walk it. */
export interface Site {
  readonly pages: readonly Page[];
  /** Pages visits begin on, frequent ones listed more than once. */
  readonly entries: readonly Page[];
  /** Where visits come from, frequent ones listed more than once. */
  readonly origins: readonly Origin[];
  readonly searches: readonly Search[];
}

const SPOTLIGHT = 4;

/** Builds the shop: pages, the links between them with their labels, and where visits begin. */
export function buildSite(catalogue: Catalogue): Site {
  const products = buildProducts(catalogue);
  const productPages = products.map(({ page }) => page);
  const searches = buildSearches(catalogue, products);
  const [blog, ...posts] = buildBlog(catalogue, products);
  const [login, ...account] = buildAccount();
  const [checkout, received] = buildCheckout(catalogue);
  const home = openPage('/', 3500, { controls: ['Accept all', 'Next slide'] });
  const shop = openPage('/shop/', 5000, { controls: ['Filter', 'Add to cart'] });
  const popular = openPage('/shop/?orderby=popularity', 4500);
  const cheap = openPage('/shop/?orderby=price', 4500);
  const cart = openPage('/cart/', 5000, { controls: ['Update cart', 'Apply coupon', 'Remove this item'] });
  const sample = openPage('/sample-page/', 6000);

  addLink(home, { label: 'Shop now', to: shop, weight: 8 });
  linkShelf(home, products.slice(0, SPOTLIGHT), 2);
  for (const page of [shop, popular, cheap]) {
    addLink(page, { label: 'Default sorting', to: shop, weight: 4, soft: true });
    addLink(page, { label: 'Sort by popularity', to: popular, weight: 4, soft: true });
    addLink(page, { label: 'Sort by price', to: cheap, weight: 4, soft: true });
    linkShelf(page, products, 3);
  }
  for (const page of productPages) addLink(page, { label: 'View cart', to: cart, weight: 8 });
  addLink(cart, { label: 'Proceed to checkout', to: checkout, weight: 20 });
  addLink(cart, { label: 'Return to shop', to: shop, weight: 4 });
  addLink(checkout, { label: 'Back to cart', to: cart, weight: 4 });
  addLink(received, { label: 'Continue shopping', to: shop, weight: 6 });

  const menu = [
    { label: 'Home', to: home, weight: 1 },
    { label: 'Shop', to: shop, weight: 3 },
    { label: 'Blog', to: blog, weight: 1 },
    { label: 'Cart', to: cart, weight: 2 },
    { label: 'My account', to: login, weight: 2 },
    { label: 'Sample Page', to: sample, weight: 1 },
  ];
  const pages = [home, shop, popular, cheap, cart, sample, blog, ...posts, ...productPages];
  pages.push(...searches.map(({ page }) => page), login, ...account, checkout, received);
  for (const page of pages) for (const entry of menu) addLink(page, entry);

  const doors = [home, home, home, home, home, home, shop, shop, sample, login];
  const origins = buildOrigins(catalogue.posts.slice(0, 2).map(({ slug }) => slug));
  return { pages, entries: [...doors, ...productPages, ...posts], origins, searches };
}
