import type { Catalogue } from './catalogue.ts';
import { addLink, type OpenPage, openPage } from './page.ts';

/** The pages of a visitor's account: the first is where one logs in. */
export function buildAccount(): readonly [OpenPage, ...OpenPage[]] {
  const fields = [
    { label: 'Username or email address', values: [null] },
    { label: 'Password', values: [null] },
  ];
  const login = openPage('/my-account/', 4000, { fields, controls: ['Remember me', 'Log in'] });
  const orders = openPage('/my-account/orders/', 5000, { controls: ['Reorder'] });
  const address = openPage('/my-account/edit-address/', 5000, { controls: ['Save address'] });
  for (const page of [login, orders, address]) {
    addLink(page, { label: 'Dashboard', to: login, weight: 2, soft: true });
    addLink(page, { label: 'Orders', to: orders, weight: 5, soft: true });
    addLink(page, { label: 'Addresses', to: address, weight: 3, soft: true });
  }
  return [login, orders, address];
}

/** The checkout form and the page that thanks for the order. */
export function buildCheckout({ typed }: Catalogue): readonly [form: OpenPage, received: OpenPage] {
  const fields = [
    { label: 'First name', values: typed.firstNames },
    { label: 'Last name', values: typed.lastNames },
    { label: 'Street address', values: typed.streets },
    { label: 'Town / City', values: typed.towns },
    { label: 'Phone', values: [null] },
    { label: 'Email address', values: [null] },
  ];
  const controls = ['Ship to a different address?', 'Cash on delivery', 'Direct bank transfer'];
  const form = openPage('/checkout/', 4000, { fields, controls });
  const received = openPage('/checkout/order-received/', 6000, { controls: ['Print'] });
  addLink(form, { label: 'Place order', to: received, weight: 20, soft: true });
  return [form, received];
}
