import { ALWAYS, type Condition } from './condition.ts';
import { type Origin, toBase, toOrigin } from './origin.ts';
import type { Name } from './user-id.ts';

/** What a page is for. */
export type PageRole =
  | 'home'
  | 'shop'
  | 'product'
  | 'search'
  | 'cart'
  | 'checkout'
  | 'received'
  | 'account'
  | 'help'
  | 'contact'
  | 'blog'
  | 'post'
  | 'sample';

/** A link a visitor can follow. */
export interface Link extends Condition {
  readonly label: string;
  readonly to: Page;
  /** True when the page changes without being loaded anew. */
  readonly soft: boolean;
}

/** Something to click on that stays on the page. */
export interface Control extends Condition {
  readonly label: string;
}

/** A form field a visitor can fill in. */
export interface Field {
  readonly label: string;
  /** What visitors type, null when the site masks it. */
  readonly values: readonly (string | null)[];
  /** The part of their own name that they type instead, where it is known. */
  readonly asks?: keyof Name;
}

/** A page of the site, with the texts that its events repeat. */
export interface Page {
  readonly role: PageRole;
  /** Path and query string. */
  readonly path: string;
  readonly basePath: string;
  /** What the next page names as its referrer. */
  readonly origin: Origin;
  /** Median time before a visitor does the next thing here, in milliseconds. */
  readonly pauseMs: number;
  /** The page that leads here, for pages that not every page links to. */
  readonly parent: Page | undefined;
  /** Ways on, those taken more often listed more than once. */
  readonly links: readonly Link[];
  /** What can be clicked without leaving, what is clicked more often listed more than once. */
  readonly controls: readonly Control[];
  readonly fields: readonly Field[];
}

/** A page whose links are added once the pages they lead to exist. */
export type OpenPage = Page & { readonly links: Link[] };

/** The host of every page. */
export const HOST = 'testsite.openreplay.com';

/** What a page has besides its links. */
export interface PageParts {
  readonly parent?: Page;
  readonly controls?: readonly (string | Control)[];
  readonly fields?: readonly Field[];
}

/** Builds a page without links. */
export function openPage(role: PageRole, path: string, pauseMs: number, parts: PageParts = {}): OpenPage {
  const { parent, controls = [], fields = [] } = parts;
  return {
    role,
    path,
    basePath: toBase(path),
    origin: toOrigin(`https://${HOST}${path}`),
    pauseMs,
    parent,
    links: [],
    controls: controls.map((control) => (typeof control === 'string' ? { ...ALWAYS, label: control } : control)),
    fields,
  };
}

/** A link to add: `weight` says how many times as often as others it is taken. */
export interface NewLink extends Partial<Condition> {
  readonly label: string;
  readonly to: Page;
  readonly weight: number;
  readonly soft?: boolean;
}

/** Adds a link to a page. */
export function addLink(from: OpenPage, { label, to, weight, soft = false, ...condition }: NewLink): void {
  const link = { ...ALWAYS, ...condition, label, to, soft };
  for (let i = 0; i < weight; i++) from.links.push(link);
}
