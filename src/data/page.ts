import { type Origin, toBase, toOrigin } from './origin.ts';

/** A link a visitor can follow. */
export interface Link {
  readonly label: string;
  readonly to: Page;
  /** True when the page changes without being loaded anew. */
  readonly soft: boolean;
}

/** A form field a visitor can fill in. */
export interface Field {
  readonly label: string;
  /** What visitors type, null when the site masks it. */
  readonly values: readonly (string | null)[];
}

/** A page of the site, with the texts that its events repeat. */
export interface Page {
  /** Path and query string. */
  readonly path: string;
  readonly basePath: string;
  /** What the next page names as its referrer. */
  readonly origin: Origin;
  /** Median time before a visitor does the next thing here, in milliseconds. */
  readonly pauseMs: number;
  /** Ways on, those taken more often listed more than once. */
  readonly links: readonly Link[];
  /** Labels whose clicks stay on the page. */
  readonly controls: readonly string[];
  readonly fields: readonly Field[];
}

/** A page whose links are added once the pages they lead to exist. */
export type OpenPage = Page & { readonly links: Link[] };

/** The host of every page. */
export const HOST = 'testsite.openreplay.com';

/** Builds a page without links. */
export function openPage(
  path: string,
  pauseMs: number,
  parts: { readonly controls?: readonly string[]; readonly fields?: readonly Field[] } = {},
): OpenPage {
  const { controls = [], fields = [] } = parts;
  const origin = toOrigin(`https://${HOST}${path}`);
  return { path, basePath: toBase(path), origin, pauseMs, links: [], controls, fields };
}

/** A link to add: `weight` says how many times as often as others it is taken. */
export interface NewLink {
  readonly label: string;
  readonly to: Page;
  readonly weight: number;
  readonly soft?: boolean;
}

/** Adds a link to a page, unless it would lead to the page it is on. */
export function addLink(from: OpenPage, { label, to, weight, soft = false }: NewLink): void {
  if (to === from) return;
  const link = { label, to, soft };
  for (let i = 0; i < weight; i++) from.links.push(link);
}
