import type { Page, PageRole } from './page.ts';
import type { Visitor } from './visitor.ts';
import type { Errand } from './visitor-kind.ts';

const SHOPPING: readonly PageRole[] = ['shop', 'product', 'home'];
const ANYTHING: readonly PageRole[] = ['shop', 'product', 'home', 'blog', 'post', 'sample', 'help'];
const READING: readonly PageRole[] = ['blog', 'post'];

/**
 * What is done for each errand, step by step. Each step tells whether it could be done; the visit ends with the first
 * that could not, or with the errand.
 */
export const ERRANDS: Readonly<Record<Errand, (visitor: Visitor) => boolean>> = {
  glance: (visitor) => visitor.random.chance(0.6) || (visitor.play() && (visitor.random.chance(0.7) || visitor.play())),
  stroll: (visitor) => wander(visitor, ANYTHING, 2, 9),
  read: (visitor) => visitor.goTo(pickPost(visitor)) && wander(visitor, READING, 1, 4),
  search: (visitor) =>
    visitor.search() &&
    visitor.drift(['product']) &&
    visitor.play() &&
    (visitor.random.chance(0.5) || visitor.search()) &&
    wander(visitor, SHOPPING, 0, 4),
  compare,
  revisit: (visitor) =>
    visitor.goTo(visitor.favourite(0)) &&
    examine(visitor) &&
    maybe(visitor, 0.4, () => visitor.goTo(visitor.favourite(1))),
  buy: (visitor) =>
    reachCheckout(visitor) && order(visitor) && maybe(visitor, 0.3, () => wander(visitor, SHOPPING, 1, 3)),
  leaveCart: (visitor) =>
    fillCart(visitor) &&
    visitor.goTo(visitor.site.cart) &&
    visitor.play() &&
    maybe(visitor, 0.5, () => wander(visitor, SHOPPING, 1, 3)),
  leaveCheckout: (visitor) =>
    reachCheckout(visitor) && visitor.play() && visitor.random.chance(0.5) && visitor.fillForm(),
  reorder: (visitor) => {
    const { orders, cart, checkout } = visitor.site;
    return (
      enter(visitor) &&
      visitor.goTo(orders) &&
      visitor.follow(orders.links.find(({ to, sets }) => to === cart && sets > 0)) &&
      visitor.goTo(checkout) &&
      order(visitor)
    );
  },
  checkOrder,
  seekHelp: (visitor) => {
    const { help, returns, shipping, contact } = visitor.site;
    const [first, second] = visitor.random.chance(0.5) ? [returns, shipping] : [shipping, returns];
    return (
      visitor.goTo(help) &&
      visitor.goTo(first) &&
      visitor.play() &&
      maybe(visitor, 0.5, () => visitor.goTo(second) && visitor.play()) &&
      maybe(visitor, 0.4, () => visitor.goTo(contact))
    );
  },
  complain: (visitor) => {
    const { help, returns, contact, sent } = visitor.site;
    return (
      maybe(visitor, 0.6, () => checkOrder(visitor)) &&
      maybe(visitor, 0.6, () => visitor.goTo(help) && visitor.goTo(returns) && visitor.play()) &&
      visitor.goTo(contact) &&
      visitor.submit(sent) &&
      maybe(visitor, 0.4, () => enter(visitor) && visitor.goTo(visitor.site.orders))
    );
  },
};

function compare(visitor: Visitor): boolean {
  const [one, other, third] = [visitor.favourite(0), visitor.favourite(1), visitor.favourite(2)];
  return (
    visitor.goTo(one) &&
    examine(visitor) &&
    visitor.goTo(other) &&
    examine(visitor) &&
    maybe(visitor, 0.4, () => visitor.goTo(third) && visitor.play()) &&
    maybe(visitor, 0.7, () => visitor.goTo(one) && visitor.play())
  );
}

function checkOrder(visitor: Visitor): boolean {
  const { orders } = visitor.site;
  return enter(visitor) && visitor.goTo(orders) && maybe(visitor, 0.7, () => visitor.play());
}

/** Logs in, unless they are. */
function enter(visitor: Visitor): boolean {
  const { login } = visitor.site;
  return visitor.goTo(login) && (visitor.isLoggedIn || visitor.submit(login));
}

function reachCheckout(visitor: Visitor): boolean {
  const { cart, checkout } = visitor.site;
  return fillCart(visitor) && visitor.goTo(cart) && visitor.goTo(checkout);
}

/** Puts one to three products into the cart. */
function fillCart(visitor: Visitor): boolean {
  const { addToCart } = visitor.site;
  if (!maybe(visitor, 0.4, () => wander(visitor, SHOPPING, 1, 4))) return false;
  let product = visitor.page.role === 'product' ? visitor.page : visitor.favourite(0);
  for (let more = visitor.random.pick([0, 0, 0, 1, 1, 2]); more >= 0; more--) {
    if (!visitor.goTo(product) || !visitor.play() || !visitor.press(addToCart)) return false;
    product = visitor.favourite(more);
  }
  return true;
}

function order(visitor: Visitor): boolean {
  return (
    maybe(visitor, 0.6, () => visitor.play()) &&
    visitor.submit(visitor.site.received) &&
    maybe(visitor, 0.2, () => visitor.play())
  );
}

/** Looks at a product closely. */
function examine(visitor: Visitor): boolean {
  return visitor.random.chance(0.3) || (visitor.play() && maybe(visitor, 0.4, () => visitor.play()));
}

function wander(visitor: Visitor, roles: readonly PageRole[], least: number, most: number): boolean {
  for (let steps = visitor.random.between(least, most); steps > 0; steps--) {
    if (!maybe(visitor, 0.35, () => visitor.play()) || !visitor.drift(roles)) return false;
  }
  return true;
}

function pickPost({ random, site }: Visitor): Page {
  return random.pick(site.posts);
}

/** Does something, or leaves it, and goes on. */
function maybe({ random }: Visitor, probability: number, act: () => boolean): boolean {
  return !random.chance(probability) || act();
}
