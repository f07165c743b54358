import type { ClickInput, SiteInput } from './site-schema.ts';
import type { Step } from './trip-schema.ts';

const PRODUCT = '/product/{product}/';
const POST = '/blog/{post}/';
const FOUND = '/?s={query}&post_type=product';
const POPULAR = '/shop/?orderby=popularity';
const CHEAP = '/shop/?orderby=price';
const LOGIN = '/my-account/';
const ORDERS = '/my-account/orders/';
const ADDRESS = '/my-account/edit-address/';
const RECEIVED = '/checkout/order-received/';

const shelf = (weight: number, some?: number): ClickInput => ({ to: PRODUCT, weight, ...(some && { some }) });
const stays = (...labels: string[]): ClickInput[] => labels.map((label) => ({ label }));

const DEFAULT_SORTING: ClickInput = { label: '{defaultSorting}', to: '/shop/', weight: 3, soft: true };
const BY_POPULARITY: ClickInput = { label: '{sortByPopularity}', to: POPULAR, weight: 4, soft: true };
const BY_PRICE: ClickInput = { label: '{sortByPrice}', to: CHEAP, weight: 4, soft: true };

const members = { needs: ['loggedIn'] };
const DASHBOARD: ClickInput = { label: '{dashboard}', to: LOGIN, weight: 2, soft: true, ...members };
const TO_ORDERS: ClickInput = { label: '{orders}', to: ORDERS, weight: 6, soft: true, ...members };
const TO_ADDRESS: ClickInput = { label: '{addresses}', to: ADDRESS, weight: 2, soft: true, ...members };
const LOG_OUT: ClickInput = { label: '{logOut}', to: LOGIN, weight: 1, ...members, clears: ['loggedIn'] };

const RETURNS: ClickInput = { label: '{returns}', to: '/help/returns/', weight: 5 };
const SHIPPING: ClickInput = { label: '{shipping}', to: '/help/shipping/', weight: 5 };
const CONTACT_US: ClickInput = { label: '{contactUs}', to: '/contact/', weight: 4 };
const ANSWERED = stays('{yes}', '{no}');

const SHOPPING = ['shop', 'product', 'home'];
const ANYTHING = [...SHOPPING, 'blog', 'post', 'sample', 'help'];

const play: Step = { play: true };
const go = (path: string): Step => ({ go: path });
const favourite = (own: number): Step => ({ go: PRODUCT, own });
const maybe = (chance: number, ...steps: Step[]): Step => ({ chance, steps });
const wander = (kinds: readonly string[], least: number, most: number): Step => ({
  times: [least, most],
  steps: [maybe(0.35, play), { wander: kinds }],
});

/** Looks at a product closely. */
const examine = maybe(0.7, play, maybe(0.4, play));
const buyOne = (product: Step): Step[] => [product, play, { click: '{addToCart}' }];
/** Puts one to three products into the cart. */
const fillCart: Step[] = [
  maybe(0.4, wander(SHOPPING, 1, 4)),
  ...buyOne(go(PRODUCT)),
  maybe(0.5, ...buyOne(favourite(1)), maybe(0.33, ...buyOne(favourite(2)))),
];
const reachCheckout: Step[] = [...fillCart, go('/cart/'), go('/checkout/')];
const order: Step[] = [maybe(0.6, play), { submit: true }, maybe(0.2, play)];
const checkOrder: Step[] = [go(ORDERS), maybe(0.7, play)];
const searching: Step[] = [{ search: true }, { wander: ['product'] }, play];

/** The shop of the documented example, a typical WooCommerce shop. */
export const SHOP: SiteInput = {
  host: 'testsite.openreplay.com',
  menu: [
    { label: '{home}', to: '/', weight: 1 },
    { label: '{shop}', to: '/shop/', weight: 4 },
    { label: '{blog}', to: '/blog/', weight: 1 },
    { label: '{cart}', to: '/cart/', weight: 1 },
    { label: '{myAccount}', to: LOGIN, weight: 2 },
    { label: '{samplePage}', to: '/sample-page/', weight: 1 },
    { label: '{help}', to: '/help/', weight: 1 },
    { label: '{contact}', to: '/contact/', weight: 1 },
  ],
  pages: [
    {
      path: '/',
      kind: 'home',
      pauseMs: 3500,
      clicks: [...stays('{acceptAll}', '{nextSlide}'), { label: '{shopNow}', to: '/shop/', weight: 8 }, shelf(8, 4)],
    },
    {
      path: '/shop/',
      kind: 'shop',
      pauseMs: 5000,
      clicks: [{ label: '{filter}' }, BY_POPULARITY, BY_PRICE, shelf(48)],
    },
    {
      path: POPULAR,
      kind: 'shop',
      pauseMs: 4500,
      parent: '/shop/',
      clicks: [{ label: '{filter}' }, DEFAULT_SORTING, BY_PRICE, shelf(48)],
    },
    {
      path: CHEAP,
      kind: 'shop',
      pauseMs: 4500,
      parent: '/shop/',
      clicks: [{ label: '{filter}' }, DEFAULT_SORTING, BY_POPULARITY, shelf(48)],
    },
    {
      path: PRODUCT,
      kind: 'product',
      pauseMs: 8000,
      parent: '/shop/',
      clicks: [
        { label: '{addToCart}', sets: ['goodsInCart'] },
        ...stays('{size}: S', '{size}: M', '{size}: L', '{description}', '{reviews}', '{nextPicture}'),
        { label: '{viewCart}', to: '/cart/', weight: 12, needs: ['goodsInCart'] },
        shelf(6, 3),
      ],
    },
    { path: FOUND, kind: 'search', pauseMs: 4500, clicks: [shelf(20, 5)] },
    { path: '/blog/', kind: 'blog', pauseMs: 5000, clicks: [{ label: '{olderPosts}' }, { to: POST, weight: 16 }] },
    {
      path: POST,
      kind: 'post',
      pauseMs: 20_000,
      parent: '/blog/',
      clicks: [{ label: '{share}' }, { label: '{backToPosts}', to: '/blog/', weight: 3 }, shelf(4, 1)],
    },
    { path: '/sample-page/', kind: 'sample', pauseMs: 6000, clicks: [] },
    {
      path: '/cart/',
      kind: 'cart',
      pauseMs: 5000,
      clicks: [
        ...['{updateCart}', '{applyCoupon}'].map((label) => ({ label, needs: ['goodsInCart'] })),
        { label: '{removeItem}', needs: ['goodsInCart'], clears: ['goodsInCart'] },
        { label: '{proceedToCheckout}', to: '/checkout/', weight: 20, needs: ['goodsInCart'] },
        { label: '{returnToShop}', to: '/shop/', weight: 12, unless: ['goodsInCart'] },
      ],
    },
    {
      path: '/checkout/',
      kind: 'checkout',
      pauseMs: 4000,
      parent: '/cart/',
      singlePage: false,
      fields: [
        { label: '{firstName}', values: '{{person.firstName}}', asks: 'first' },
        { label: '{lastName}', values: '{{person.lastName}}', asks: 'last' },
        { label: '{street}', values: '{{location.streetAddress}}' },
        { label: '{town}', values: '{{location.city}}' },
        { label: '{phone}' },
        { label: '{email}' },
      ],
      clicks: [
        ...stays('{cashOnDelivery}', '{bankTransfer}', '{shipElsewhere}'),
        { label: '{backToCart}', to: '/cart/', weight: 4 },
        {
          ...{ label: '{placeOrder}', to: RECEIVED, weight: 20, soft: true },
          ...{ needs: ['goodsInCart', 'formFilled'], clears: ['goodsInCart'] },
        },
      ],
    },
    {
      path: RECEIVED,
      kind: 'received',
      pauseMs: 6000,
      parent: '/checkout/',
      clicks: [{ label: '{print}' }, { label: '{continueShopping}', to: '/shop/', weight: 6 }],
    },
    {
      path: LOGIN,
      kind: 'account',
      pauseMs: 4000,
      singlePage: false,
      fields: [{ label: '{username}' }, { label: '{password}' }],
      clicks: [
        { label: '{rememberMe}', unless: ['loggedIn'] },
        {
          ...{ label: '{logIn}', to: LOGIN, weight: 20 },
          ...{ needs: ['formFilled'], unless: ['loggedIn'], sets: ['loggedIn'] },
        },
        ...[TO_ORDERS, TO_ADDRESS, LOG_OUT],
      ],
    },
    {
      path: ORDERS,
      kind: 'account',
      pauseMs: 5000,
      parent: LOGIN,
      singlePage: false,
      clicks: [
        ...[{ label: '{trackOrder}' }, DASHBOARD, TO_ADDRESS, LOG_OUT],
        { label: '{reorder}', to: '/cart/', weight: 3, ...members, sets: ['goodsInCart'] },
      ],
    },
    {
      path: ADDRESS,
      kind: 'account',
      pauseMs: 5000,
      parent: LOGIN,
      singlePage: false,
      clicks: [{ label: '{saveAddress}' }, DASHBOARD, TO_ORDERS, LOG_OUT],
    },
    { path: '/help/', kind: 'help', pauseMs: 6000, clicks: [RETURNS, SHIPPING, CONTACT_US] },
    {
      path: '/help/returns/',
      kind: 'help',
      pauseMs: 12_000,
      parent: '/help/',
      clicks: [...ANSWERED, SHIPPING, CONTACT_US],
    },
    {
      path: '/help/shipping/',
      kind: 'help',
      pauseMs: 12_000,
      parent: '/help/',
      clicks: [...ANSWERED, RETURNS, CONTACT_US],
    },
    {
      path: '/contact/',
      kind: 'contact',
      pauseMs: 5000,
      fields: [
        { label: '{email}' },
        { label: '{orderNumber}', values: '{{string.numeric(5)}}' },
        { label: '{message}', values: '{complaint}' },
      ],
      clicks: [{ label: '{sendMessage}', to: '/contact/sent/', weight: 20, needs: ['formFilled'] }],
    },
    { path: '/contact/sent/', kind: 'contact', pauseMs: 4000, parent: '/contact/', clicks: [] },
  ],
  search: { label: '{searchProducts}', page: FOUND },
  parameters: {
    product: {
      count: 16,
      from: 'goods',
      title: '{productName}',
      first: [{ value: 'beanie-with-logo', title: '{documentedProduct}' }],
    },
    post: { count: 8, from: 'goods', title: '{postTitle}' },
    query: { count: 8, of: 'product', title: '{query}' },
  },
  entries: [
    { page: '/', weight: 7, sources: ['direct'] },
    { page: '/shop/', weight: 2, sources: ['direct'] },
    { page: '/sample-page/', weight: 1, sources: ['direct'] },
    { page: '/', weight: 3, sources: ['search'] },
    { page: '/shop/', weight: 1, sources: ['search', 'newsletter'] },
    { page: PRODUCT, weight: 16, sources: ['search'] },
    { page: POST, weight: 4, sources: ['search'] },
    { page: PRODUCT, weight: 4, sources: ['newsletter'] },
    { page: POST, weight: 2, sources: ['newsletter', 'link'] },
    { page: '/', weight: 1, sources: ['link'] },
    { page: PRODUCT, weight: 3, sources: ['link'] },
  ],
  visitors: [
    {
      name: 'bouncer',
      summary: 'Comes from a search or a link, looks at one page and leaves.',
      share: 6,
      sessions: [1, 2],
      spanDays: [1, 60],
      rhythm: 'private',
      sources: { search: 3, link: 2, newsletter: 1 },
      trips: { glance: 1 },
    },
    {
      name: 'browser',
      summary: 'Strolls through the shop and the blog, and buys nothing.',
      share: 7,
      sessions: [1, 4],
      spanDays: [2, 60],
      rhythm: 'private',
      sources: { search: 2, direct: 1, newsletter: 1, link: 1 },
      trips: { stroll: 3, read: 1, search: 1, compare: 1 },
    },
    {
      name: 'buyer',
      summary: 'Looks around, compares, and buys in the end or gives up at the till.',
      share: 4,
      sessions: [1, 5],
      spanDays: [1, 21],
      rhythm: 'private',
      sources: { search: 2, direct: 2, newsletter: 1 },
      trips: { compare: 2, stroll: 1, search: 1, leaveCart: 1 },
      finale: { buy: 4, leaveCart: 1, leaveCheckout: 1 },
      has: { loggedIn: 0.1 },
    },
    {
      name: 'returning',
      summary: 'Has bought before, comes back for days to what they looked at, and buys again now and then.',
      share: 3,
      sessions: [4, 14],
      spanDays: [30, 180],
      rhythm: 'private',
      sources: { direct: 3, newsletter: 2, search: 1 },
      trips: { compare: 2, revisit: 2, buy: 1, checkOrder: 1, read: 1, leaveCart: 1 },
      has: { loggedIn: 0.6 },
    },
    {
      name: 'support',
      summary: 'Has trouble with an order: looks it up, reads the help, writes to the shop and comes back.',
      share: 2,
      sessions: [2, 7],
      spanDays: [2, 14],
      rhythm: 'mixed',
      sources: { direct: 3, search: 1 },
      trips: { complain: 2, checkOrder: 1, seekHelp: 1 },
      finale: { checkOrder: 2, stroll: 1 },
      has: { loggedIn: 0.3 },
    },
    {
      name: 'single-page',
      summary: 'Uses the shop as a single-page app: nearly all pages change without a page load.',
      share: 2,
      sessions: [2, 20],
      spanDays: [10, 120],
      rhythm: 'mixed',
      sources: { direct: 3, newsletter: 1, search: 1 },
      trips: { stroll: 2, compare: 1, search: 1, revisit: 1, buy: 1, leaveCheckout: 1 },
      singlePage: true,
      has: { loggedIn: 0.5 },
    },
    {
      name: 'power',
      summary: 'Buys for a business: hundreds of sessions, in office hours, many of them orders.',
      share: 1,
      sessions: [130, 450],
      spanDays: [150, 180],
      rhythm: 'office',
      sources: { direct: 5, newsletter: 1, search: 1 },
      trips: {
        ...{ reorder: 2, search: 1, buy: 1, checkOrder: 1, stroll: 1 },
        ...{ compare: 1, revisit: 1, leaveCart: 1 },
      },
      has: { loggedIn: 0.9 },
    },
  ],
  trips: {
    glance: { steps: [maybe(0.4, play, maybe(0.3, play))] },
    stroll: { steps: [wander(ANYTHING, 2, 9)] },
    read: { steps: [{ go: POST, own: 0 }, wander(['blog', 'post'], 1, 4)] },
    search: { steps: [...searching, maybe(0.5, { search: true }), wander(SHOPPING, 0, 4)] },
    compare: {
      steps: [
        ...[favourite(0), examine, favourite(1), examine],
        ...[maybe(0.4, favourite(2), play), maybe(0.7, favourite(0), play)],
      ],
    },
    revisit: { steps: [favourite(0), examine, maybe(0.4, favourite(1))] },
    buy: { steps: [...reachCheckout, ...order, maybe(0.3, wander(SHOPPING, 1, 3))] },
    leaveCart: { steps: [...fillCart, go('/cart/'), play, maybe(0.5, wander(SHOPPING, 1, 3))] },
    leaveCheckout: { steps: [...reachCheckout, play, maybe(0.5, { fill: true })] },
    reorder: { bookmark: LOGIN, steps: [go(ORDERS), { click: '{reorder}' }, go('/checkout/'), ...order] },
    checkOrder: { bookmark: LOGIN, steps: checkOrder },
    seekHelp: {
      bookmark: '/help/',
      steps: [
        go('/help/'),
        {
          either: [
            [go('/help/returns/'), play, maybe(0.5, go('/help/shipping/'), play)],
            [go('/help/shipping/'), play, maybe(0.5, go('/help/returns/'), play)],
          ],
        },
        maybe(0.4, go('/contact/')),
      ],
    },
    complain: {
      bookmark: '/contact/',
      steps: [
        maybe(0.6, ...checkOrder),
        maybe(0.6, go('/help/'), go('/help/returns/'), play),
        ...[go('/contact/'), { submit: true } as const],
        maybe(0.4, go(ORDERS)),
      ],
    },
  },
};
