import type { SiteInput } from '../site-schema.ts';
import type { Step } from '../trip-schema.ts';
import { LOGIN, ORDERS, POST, PRODUCT } from './paths.ts';

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

/** What visitors do in a session. */
export const trips: SiteInput['trips'] = {
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
};
