import type { Condition } from './condition.ts';
import type { Spread } from './model/site-schema.ts';
import type { Origin } from './origin.ts';
import type { Name } from './user-id.ts';
import type { Weighted } from './weighted.ts';

/** Pages of one path, which differ in its parameters; or a single page. */
export interface Place {
  /** The path as in the model. */
  readonly path: string;
  /** The kind of its pages. */
  readonly kind: string;
  /** One or more. */
  readonly pages: readonly Page[];
  /** Whether each visitor has one or two personal pages, and goes to no other. */
  readonly isPersonal: boolean;
  /** Whether the page can be opened without a page load, for visitors with a single-page app. */
  readonly isInApp: boolean;
  /** The place that links here, if not every page does. */
  readonly parent: Place | undefined;
}

/** Target and label of a link. */
export interface Way {
  /** Undefined if the click is not stored. */
  readonly label: string | undefined;
  readonly to: Page;
}

/** A link a visitor can follow. */
export interface Link extends Condition {
  readonly type: 'link';
  /** The label as in the model. */
  readonly name: string | undefined;
  readonly place: Place;
  /** One or more pages of the place. */
  readonly ways: readonly Way[];
  readonly wayTo: ReadonlyMap<Page, Way>;
  /** True if the page changes without a page load. */
  readonly isSoft: boolean;
}

/** Something to click on that stays on the page. */
export interface Control extends Condition {
  readonly type: 'control';
  /** The label as in the model. */
  readonly name: string | undefined;
  readonly label: string;
}

/** A form field a visitor can fill in. */
export interface Field {
  readonly type: 'field';
  readonly label: string;
  /** What visitors type, null if the site masks it. */
  readonly values: readonly (string | null)[];
  /** The part of their own name that they type instead, if known. */
  readonly asks: keyof Name | undefined;
}

/** What a walk can do next: act on the page, or end. */
export type Act = Link | Control | Field | 'leave';

/** A page of the site, with the texts of its events. */
export interface Page {
  readonly place: Place;
  /** What it is about. */
  readonly title: string;
  /** Path and query string. */
  readonly path: string;
  readonly basePath: string;
  /** What the next page names as its referrer. */
  readonly origin: Origin;
  /** Time before a visitor's next act here. */
  readonly pause: Spread;
  readonly links: readonly Link[];
  readonly drawnLinks: Weighted<Link>;
  /** Clickable elements that stay on the page. */
  readonly controls: readonly Control[];
  readonly drawnControls: Weighted<Control>;
  readonly fields: readonly Field[];
  /** What people do here, for each phase of a visit. */
  readonly acts: readonly Weighted<Act>[];
}
