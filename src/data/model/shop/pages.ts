import type { ClickInput, SiteInput } from '../site-schema.ts';
import { ADDRESS, CHEAP, FOUND, LOGIN, ORDERS, POPULAR, POST, PRODUCT, RECEIVED } from './paths.ts';

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

/** What every page leads to. */
export const menu: SiteInput['menu'] = [
  { label: '{home}', to: '/', weight: 1 },
  { label: '{shop}', to: '/shop/', weight: 4 },
  { label: '{blog}', to: '/blog/', weight: 1 },
  { label: '{cart}', to: '/cart/', weight: 1 },
  { label: '{myAccount}', to: LOGIN, weight: 2 },
  { label: '{samplePage}', to: '/sample-page/', weight: 1 },
  { label: '{help}', to: '/help/', weight: 1 },
  { label: '{contact}', to: '/contact/', weight: 1 },
];

/** The pages, with what can be done on them. */
export const pages: SiteInput['pages'] = [
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
];
