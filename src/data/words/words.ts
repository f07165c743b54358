/** What links, buttons and tabs of the shop say. */
export type Label =
  | MenuLabel
  | 'shopNow'
  | 'acceptAll'
  | 'nextSlide'
  | 'defaultSorting'
  | 'sortByPopularity'
  | 'sortByPrice'
  | 'filter'
  | 'addToCart'
  | 'viewCart'
  | 'size'
  | 'description'
  | 'reviews'
  | 'nextPicture'
  | 'updateCart'
  | 'applyCoupon'
  | 'removeItem'
  | 'proceedToCheckout'
  | 'returnToShop'
  | 'backToCart'
  | 'shipElsewhere'
  | 'cashOnDelivery'
  | 'bankTransfer'
  | 'placeOrder'
  | 'print'
  | 'continueShopping'
  | 'rememberMe'
  | 'logIn'
  | 'logOut'
  | 'dashboard'
  | 'orders'
  | 'addresses'
  | 'reorder'
  | 'trackOrder'
  | 'saveAddress'
  | 'olderPosts'
  | 'share'
  | 'backToPosts'
  | 'returns'
  | 'shipping'
  | 'yes'
  | 'no'
  | 'contactUs'
  | 'sendMessage';

/** What the menu says, which is on every page. */
export type MenuLabel = 'home' | 'shop' | 'blog' | 'cart' | 'myAccount' | 'samplePage' | 'help' | 'contact';

/** What stands beside the fields of a form. */
export type FieldLabel =
  | 'searchProducts'
  | 'username'
  | 'password'
  | 'firstName'
  | 'lastName'
  | 'street'
  | 'town'
  | 'phone'
  | 'email'
  | 'orderNumber'
  | 'message';

/** Goods of which each comes in each of the materials, and goes with each of the adjectives as they are spelt. */
export interface Goods {
  readonly products: readonly string[];
  readonly materials: readonly string[];
  /** None where names of products have no adjective. */
  readonly adjectives: readonly string[];
  /** Whether they come in sizes. */
  readonly sized: boolean;
}

/** A shop's own words in one language; faker puts them together, and has the names of people, streets and towns. */
export interface Words {
  readonly labels: Readonly<Record<Label, string>>;
  readonly fields: Readonly<Record<FieldLabel, string>>;
  /** The name of the product in the document's example. */
  readonly documentedProduct: string;
  /** How the names of products are put together, with `{adjective}`, `{material}`, `{product}` and `{name}` to fill in. */
  readonly productName: string;
  /** Whether each word of a product's name begins with a capital letter, or only the first. */
  readonly productCase: 'title' | 'sentence';
  /** Titles of posts, with `{adjective}`, `{material}`, `{product}`, `{department}` and `{name}` to fill in. */
  readonly postTitles: readonly string[];
  /** What is searched for, with `{material}` and `{product}` to fill in. */
  readonly query: string;
  /** What customers write to the shop. */
  readonly messages: readonly string[];
  /** The search engine most people come from. */
  readonly searchEngine: string;
  /** Letters that are not written in ASCII by leaving off their accent. */
  readonly spellings: Readonly<Record<string, string>>;
  /** What the shop sells. */
  readonly goods: readonly Goods[];
  readonly departments: readonly string[];
  /** Names in ASCII, where those of faker cannot be turned into it. */
  readonly latinNames?: { readonly first: readonly string[]; readonly last: readonly string[] };
}
