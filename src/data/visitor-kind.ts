import type { OriginKind } from './origin.ts';
import type { RhythmName } from './rhythm.ts';

/** What kind of visitor somebody is. */
export type VisitorKind = 'bouncer' | 'browser' | 'buyer' | 'returning' | 'support' | 'single-page' | 'power';

/** What somebody comes for. */
export type Errand =
  | 'glance'
  | 'stroll'
  | 'read'
  | 'search'
  | 'compare'
  | 'revisit'
  | 'buy'
  | 'leaveCart'
  | 'leaveCheckout'
  | 'reorder'
  | 'checkOrder'
  | 'seekHelp'
  | 'complain';

/** The least and the most of something, both included. */
export type Range = readonly [least: number, most: number];

/** How visitors of one kind go about it. */
export interface Habits {
  /** What they do, in one sentence. */
  readonly summary: string;
  /** How many of every 25 users are of this kind. */
  readonly share: number;
  readonly sessions: Range;
  /** Days from the first visit to the last, at most 180. */
  readonly spanDays: Range;
  readonly rhythm: RhythmName;
  /** Where their visits come from, frequent ones listed more than once. */
  readonly origins: readonly OriginKind[];
  /** What they come for, frequent ones listed more than once. */
  readonly errands: readonly Errand[];
  /** What they come for the last time, where that differs. */
  readonly finale?: readonly Errand[];
  /** Whether they have the shop that changes pages without loading them. */
  readonly app: boolean;
  /** How often they are logged in already, 0 to 1. */
  readonly loggedIn: number;
}

/** Users come in groups of this many, and each group has every kind in its share. */
export const KIND_GROUP = 25;

/** The kinds of visitor and their shares. */
export const VISITOR_KINDS: Readonly<Record<VisitorKind, Habits>> = {
  bouncer: {
    summary: 'Comes from a search or a link, looks at one page and leaves.',
    share: 6,
    sessions: [1, 2],
    spanDays: [1, 60],
    rhythm: 'private',
    origins: ['search', 'search', 'search', 'link', 'link', 'newsletter'],
    errands: ['glance'],
    app: false,
    loggedIn: 0,
  },
  browser: {
    summary: 'Strolls through the shop and the blog, and buys nothing.',
    share: 7,
    sessions: [1, 4],
    spanDays: [2, 60],
    rhythm: 'private',
    origins: ['search', 'search', 'direct', 'newsletter', 'link'],
    errands: ['stroll', 'stroll', 'stroll', 'read', 'search', 'compare'],
    app: false,
    loggedIn: 0,
  },
  buyer: {
    summary: 'Looks around, compares, and buys in the end or gives up at the till.',
    share: 4,
    sessions: [1, 5],
    spanDays: [1, 21],
    rhythm: 'private',
    origins: ['search', 'search', 'direct', 'direct', 'newsletter'],
    errands: ['compare', 'compare', 'stroll', 'search', 'leaveCart'],
    finale: ['buy', 'buy', 'buy', 'buy', 'leaveCart', 'leaveCheckout'],
    app: false,
    loggedIn: 0.1,
  },
  returning: {
    summary: 'Has bought before, comes back for days to what they looked at, and buys again now and then.',
    share: 3,
    sessions: [4, 14],
    spanDays: [30, 180],
    rhythm: 'private',
    origins: ['direct', 'direct', 'direct', 'newsletter', 'newsletter', 'search'],
    errands: ['compare', 'compare', 'revisit', 'revisit', 'buy', 'checkOrder', 'read', 'leaveCart'],
    app: false,
    loggedIn: 0.6,
  },
  support: {
    summary: 'Has trouble with an order: looks it up, reads the help, writes to the shop and comes back.',
    share: 2,
    sessions: [2, 7],
    spanDays: [2, 14],
    rhythm: 'mixed',
    origins: ['direct', 'direct', 'direct', 'search'],
    errands: ['complain', 'complain', 'checkOrder', 'seekHelp'],
    finale: ['checkOrder', 'checkOrder', 'stroll'],
    app: false,
    loggedIn: 0.3,
  },
  'single-page': {
    summary: 'Has the shop as an app of a single page: nearly all pages change without being loaded.',
    share: 2,
    sessions: [2, 20],
    spanDays: [10, 120],
    rhythm: 'mixed',
    origins: ['direct', 'direct', 'direct', 'newsletter', 'search'],
    errands: ['stroll', 'stroll', 'compare', 'search', 'revisit', 'buy', 'leaveCheckout'],
    app: true,
    loggedIn: 0.5,
  },
  power: {
    summary: 'Buys for a business: hundreds of sessions, in office hours, many of them orders.',
    share: 1,
    sessions: [130, 450],
    spanDays: [150, 180],
    rhythm: 'office',
    origins: ['direct', 'direct', 'direct', 'direct', 'direct', 'newsletter', 'search'],
    errands: ['reorder', 'reorder', 'search', 'buy', 'checkOrder', 'stroll', 'compare', 'revisit', 'leaveCart'],
    app: false,
    loggedIn: 0.9,
  },
};

/** The names of the kinds, as often as each occurs in a group. */
export const KINDS_OF_GROUP: readonly VisitorKind[] = Object.entries(VISITOR_KINDS).flatMap(([kind, { share }]) =>
  // the keys of the table are the names of the kinds
  Array.from({ length: share }, () => kind as VisitorKind),
);
