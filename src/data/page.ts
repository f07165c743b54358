import type { Condition } from './condition.ts';
import type { Spread } from './model/site-schema.ts';
import type { Origin } from './origin.ts';
import type { Name } from './user-id.ts';
import type { Weighted } from './weighted.ts';

/** Pages of one path, which differ in the parameters of it; or a single page. */
export interface Place {
  /** The path as the model has it. */
  readonly path: string;
  /** What its pages are for. */
  readonly kind: string;
  /** One or more. */
  readonly pages: readonly Page[];
  /** Whether each visitor has one or two of the pages, and goes to no other. */
  readonly isPersonal: boolean;
  /** Whether the page can be changed to without being loaded, where that is so for the visitor. */
  readonly isInApp: boolean;
  /** The place over which people come, for those that not every page links to. */
  readonly parent: Place | undefined;
}

/** Where a link leads, and what it says. */
export interface Way {
  /** Undefined where nothing is stored of the click. */
  readonly label: string | undefined;
  readonly to: Page;
}

/** A link a visitor can follow. */
export interface Link extends Condition {
  readonly type: 'link';
  /** The label as the model has it. */
  readonly name: string | undefined;
  readonly place: Place;
  /** One or more pages of the place. */
  readonly ways: readonly Way[];
  readonly wayTo: ReadonlyMap<Page, Way>;
  /** True when the page changes without being loaded anew. */
  readonly isSoft: boolean;
}

/** Something to click on that stays on the page. */
export interface Control extends Condition {
  readonly type: 'control';
  /** The label as the model has it. */
  readonly name: string | undefined;
  readonly label: string;
}

/** A form field a visitor can fill in. */
export interface Field {
  readonly type: 'field';
  readonly label: string;
  /** What visitors type, null when the site masks it. */
  readonly values: readonly (string | null)[];
  /** The part of their own name that they type instead, where it is known. */
  readonly asks: keyof Name | undefined;
}

/** What a walk can do next: something of the page, or end. */
export type Act = Link | Control | Field | 'leave';

/** A page of the site, with the texts that its events repeat. */
export interface Page {
  readonly place: Place;
  /** What it is about. */
  readonly title: string;
  /** Path and query string. */
  readonly path: string;
  readonly basePath: string;
  /** What the next page names as its referrer. */
  readonly origin: Origin;
  /** Time before a visitor does the next thing here. */
  readonly pause: Spread;
  /** Ways on. */
  readonly links: readonly Link[];
  readonly drawnLinks: Weighted<Link>;
  /** What can be clicked without leaving. */
  readonly controls: readonly Control[];
  readonly drawnControls: Weighted<Control>;
  readonly fields: readonly Field[];
  /** What people do here, for each phase of a visit. */
  readonly acts: readonly Weighted<Act>[];
}
