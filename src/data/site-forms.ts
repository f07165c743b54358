import type { Catalogue } from './catalogue.ts';
import { ALWAYS, FORM_FILLED, GOODS_IN_CART, LOGGED_IN } from './condition.ts';
import { addLink, type Field, type OpenPage, openPage } from './page.ts';
import type { Words } from './words/words.ts';

/** The pages around buying. */
export interface Till {
  readonly cart: OpenPage;
  readonly checkout: OpenPage;
  readonly received: OpenPage;
}

/** Builds the cart, the checkout form and the page that thanks for the order. */
export function buildTill({ typed }: Catalogue, { labels, fields }: Words, shop: OpenPage): Till {
  const cart = openPage('cart', '/cart/', 5000, {
    controls: [
      { ...ALWAYS, label: labels.updateCart, needs: GOODS_IN_CART },
      { ...ALWAYS, label: labels.applyCoupon, needs: GOODS_IN_CART },
      { ...ALWAYS, label: labels.removeItem, needs: GOODS_IN_CART, clears: GOODS_IN_CART },
    ],
  });
  const form: readonly Field[] = [
    { label: fields.firstName, values: typed.firstNames, asks: 'first' },
    { label: fields.lastName, values: typed.lastNames, asks: 'last' },
    { label: fields.street, values: typed.streets },
    { label: fields.town, values: typed.towns },
    { label: fields.phone, values: [null] },
    { label: fields.email, values: [null] },
  ];
  const controls = [labels.cashOnDelivery, labels.bankTransfer, labels.shipElsewhere];
  const checkout = openPage('checkout', '/checkout/', 4000, { fields: form, controls, parent: cart });
  const received = openPage('received', '/checkout/order-received/', 6000, {
    controls: [labels.print],
    parent: checkout,
  });
  addLink(cart, { label: labels.proceedToCheckout, to: checkout, weight: 20, needs: GOODS_IN_CART });
  addLink(cart, { label: labels.returnToShop, to: shop, weight: 12, unless: GOODS_IN_CART });
  addLink(checkout, { label: labels.backToCart, to: cart, weight: 4 });
  const done = { needs: GOODS_IN_CART | FORM_FILLED, clears: GOODS_IN_CART };
  addLink(checkout, { label: labels.placeOrder, to: received, weight: 20, soft: true, ...done });
  addLink(received, { label: labels.continueShopping, to: shop, weight: 6 });
  return { cart, checkout, received };
}

/** The pages of a visitor's account. */
export interface Account {
  readonly login: OpenPage;
  readonly orders: OpenPage;
  readonly address: OpenPage;
}

/** Builds the login form, which is also the dashboard, and what lies behind it. */
export function buildAccount({ labels, fields }: Words, cart: OpenPage): Account {
  const login = openPage('account', '/my-account/', 4000, {
    fields: [
      { label: fields.username, values: [null] },
      { label: fields.password, values: [null] },
    ],
    controls: [{ ...ALWAYS, label: labels.rememberMe, unless: LOGGED_IN }],
  });
  const orders = openPage('account', '/my-account/orders/', 5000, { controls: [labels.trackOrder], parent: login });
  const address = openPage('account', '/my-account/edit-address/', 5000, {
    controls: [labels.saveAddress],
    parent: login,
  });
  const entering = { needs: FORM_FILLED, unless: LOGGED_IN, sets: LOGGED_IN };
  addLink(login, { label: labels.logIn, to: login, weight: 20, ...entering });
  for (const page of [login, orders, address]) {
    if (page !== login) addLink(page, { label: labels.dashboard, to: login, weight: 2, soft: true, needs: LOGGED_IN });
    if (page !== orders) addLink(page, { label: labels.orders, to: orders, weight: 6, soft: true, needs: LOGGED_IN });
    if (page !== address) {
      addLink(page, { label: labels.addresses, to: address, weight: 2, soft: true, needs: LOGGED_IN });
    }
    addLink(page, { label: labels.logOut, to: login, weight: 1, needs: LOGGED_IN, clears: LOGGED_IN });
  }
  addLink(orders, { label: labels.reorder, to: cart, weight: 3, needs: LOGGED_IN, sets: GOODS_IN_CART });
  return { login, orders, address };
}

/** The pages that help. */
export interface Desk {
  readonly help: OpenPage;
  readonly returns: OpenPage;
  readonly shipping: OpenPage;
  readonly contact: OpenPage;
  readonly sent: OpenPage;
}

/** Builds the answers to common questions and the form to ask others. */
export function buildDesk({ typed }: Catalogue, { labels, fields, messages }: Words): Desk {
  const answers = { controls: [labels.yes, labels.no] };
  const help = openPage('help', '/help/', 6000);
  const returns = openPage('help', '/help/returns/', 12_000, { ...answers, parent: help });
  const shipping = openPage('help', '/help/shipping/', 12_000, { ...answers, parent: help });
  const contact = openPage('contact', '/contact/', 5000, {
    fields: [
      { label: fields.email, values: [null] },
      { label: fields.orderNumber, values: typed.orderNumbers },
      { label: fields.message, values: messages },
    ],
  });
  const sent = openPage('contact', '/contact/sent/', 4000, { parent: contact });
  for (const page of [help, returns, shipping]) {
    if (page !== returns) addLink(page, { label: labels.returns, to: returns, weight: 5 });
    if (page !== shipping) addLink(page, { label: labels.shipping, to: shipping, weight: 5 });
    addLink(page, { label: labels.contactUs, to: contact, weight: 4 });
  }
  addLink(contact, { label: labels.sendMessage, to: sent, weight: 20, needs: FORM_FILLED });
  return { help, returns, shipping, contact, sent };
}
