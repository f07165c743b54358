import type { Misunderstanding } from '../reading/api-version.ts';
import type { Item } from '../reading/item.ts';
import type { Window } from '../reading/window.ts';
import type { AskedOperation, Exchange } from '../wire/exchange.ts';
import type { Manner, OperationAsk } from './exchanges.ts';

/** Whose list is requested. IDs are not encoded; a segment is encoded and takes precedence over the ID. */
export interface Subject {
  readonly project: string;
  readonly projectSegment?: string | undefined;
  readonly user: string;
  readonly userSegment?: string | undefined;
  readonly window: Window;
}

/** Which part of a list is requested. */
export interface Part {
  readonly window?: Window;
  /** The whole body, if the API reads one and the window does not say everything. */
  readonly body?: string;
}

/**
 * The history of a user, where one list does not contain all of it, or where windows keep something other than the
 * items that lie in them.
 */
export interface History {
  /** Reads the whole history of a user, list by list; undefined if one of the answers is not a list. */
  read(list: (part: Part) => Promise<readonly Item[] | undefined>): Promise<readonly Item[] | undefined>;
  /**
   * What a window keeps of a history, in its order.
   *
   * @param received - the actual answer: what cannot be derived from replies is expected as received.
   */
  keep(all: readonly Item[], window: Window, received: readonly Item[]): Item[];
  /** Whether the API refuses a window, so that no list is expected. @defaultValue never */
  refuses?(window: Window): boolean;
  /** The smallest step of a date that makes a difference, in ms. @defaultValue 1 */
  readonly stepMs?: number;
  /** Says in one line how the dates are read, without a full stop. */
  readonly dates: string;
}

/** How to request the list of a user and a window from an API, and what its answers contain. The shared rules know
 * nothing else about an API.
 * know of an API.
 */
export interface Probe extends Manner {
  /** The operation that returns the list. */
  readonly operation: AskedOperation;
  /** All operations of the API: a path that one of them has belongs to the API. @defaultValue the list alone */
  readonly operations?: readonly AskedOperation[];
  /** What the list contains, in the plural, such as `events`. */
  readonly noun: string;
  /** What a right answer looks like, such as `{"data": [...]} of events`. */
  readonly form: string;
  /** Puts user, project and window where this API expects them. */
  toAsk(subject: Subject): Pick<OperationAsk, 'params' | 'query' | 'body' | 'headers'>;
  /** The items of a reply body; undefined if it is not a list of distinguishable items. */
  itemsOf(body: unknown): Item[] | undefined;
  /** @defaultValue one list contains everything, and a window keeps what lies in it */
  readonly history?: History;
  /** A time far beyond all data, in ms, where windows that nobody has requested begin. @defaultValue the year 2255 */
  readonly farFuture?: number;
  /** Whether an unknown project may also be answered with an empty list. @defaultValue `false`: it is refused */
  readonly mayProjectBeEmpty?: boolean;
  /** Whether ranges that are empty or too wide may be refused. @defaultValue `false`: every range is answered */
  readonly mayLimitRanges?: boolean;
  /** Whether an item that was in progress is still the same a moment later. @defaultValue items never change */
  hasGrown?(before: Item, now: Item): boolean;
  /** Whether lists begin with the newest item. @defaultValue `false` */
  readonly isNewestFirst?: boolean;
  /** Whether an item only has more at its end than before. @defaultValue items never change */
  goesOn?(before: Item, now: Item): boolean;
  /** Recognises why an answer is not such a list. */
  findMisunderstanding(exchange: Exchange, body: unknown): Misunderstanding | undefined;
}
