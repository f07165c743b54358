// Paths of pages that several parts of the shop name.

export const PRODUCT = '/product/{product}/';
export const POST = '/blog/{post}/';
export const FOUND = '/?s={query}&post_type=product';
export const POPULAR = '/shop/?orderby=popularity';
export const CHEAP = '/shop/?orderby=price';
export const LOGIN = '/my-account/';
export const ORDERS = '/my-account/orders/';
export const ADDRESS = '/my-account/edit-address/';
export const RECEIVED = '/checkout/order-received/';
