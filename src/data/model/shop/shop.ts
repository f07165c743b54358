import type { SiteInput } from '../site-schema.ts';
import { menu, pages } from './pages.ts';
import { FOUND, POST, PRODUCT } from './paths.ts';
import { trips } from './trips.ts';
import { visitors } from './visitors.ts';

/** The shop of the documented example, a typical WooCommerce shop. */
export const SHOP: SiteInput = {
  host: 'testsite.openreplay.com',
  menu,
  pages,
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
  visitors,
  trips,
};
