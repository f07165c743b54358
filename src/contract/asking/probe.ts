import type { Misunderstanding } from '../reading/api-version.ts';
import type { Item } from '../reading/item.ts';
import type { Window } from '../reading/window.ts';
import type { AskedOperation, Exchange } from '../wire/exchange.ts';
import type { Manner, OperationAsk } from './exchanges.ts';

/** Whose list is asked for, and what of it. IDs are not encoded; a segment is, and goes before the ID. */
export interface Subject {
  readonly project: string;
  readonly projectSegment?: string | undefined;
  readonly user: string;
  readonly userSegment?: string | undefined;
  readonly window: Window;
}

/** What of a list is asked for, beside whose it is. */
export interface Part {
  readonly window?: Window;
  /** The whole body, where the API takes one and the window does not say all. */
  readonly body?: string;
}

/**
 * The history of a user where one list does not hold all of it, or where windows keep something else than the items
 * that lie in them.
 */
export interface History {
  /** Reads all that a user has, list by list; undefined where one of them is none. */
  read(list: (part: Part) => Promise<readonly Item[] | undefined>): Promise<readonly Item[] | undefined>;
  /**
   * What a window gives of a history, in its order.
   *
   * @param received - what came: what no reply tells is expected as it came.
   */
  keep(all: readonly Item[], window: Window, received: readonly Item[]): Item[];
  /** Whether a window is one that the API refuses, so that no list is due. @defaultValue none is */
  refuses?(window: Window): boolean;
  /** The smallest step of a date that makes a difference, in ms. @defaultValue 1 */
  readonly stepMs?: number;
  /** Says in one line how the dates are read, without a full stop. */
  readonly dates: string;
}

/**
 * How an API is asked for the list of a user and of a window, and what its answers hold. It is all that the shared laws
 * know of an API.
 */
export interface Probe extends Manner {
  /** The operation that gives the list. */
  readonly operation: AskedOperation;
  /** All operations of the API: a path that one of them has is not beside the API. @defaultValue the list alone */
  readonly operations?: readonly AskedOperation[];
  /** What the list holds, in the plural, such as `events`. */
  readonly noun: string;
  /** What a right answer looks like, such as `{"data": [...]} of events`. */
  readonly form: string;
  /** Puts user, project and window where this API has them. */
  toAsk(subject: Subject): Pick<OperationAsk, 'params' | 'query' | 'body' | 'headers'>;
  /** The items of a reply body; undefined where it is no list of items that can be told apart. */
  itemsOf(body: unknown): Item[] | undefined;
  /** @defaultValue one list holds all of it, and a window keeps what lies in it */
  readonly history?: History;
  /** A time far beyond all data, in ms, from which on windows are drawn that nobody asked for. @defaultValue the year 2255 */
  readonly farFuture?: number;
  /** Whether an unknown project may be answered with an empty list too. @defaultValue `false`: it is refused */
  readonly mayProjectBeEmpty?: boolean;
  /** Whether an item that was still going on is the same one a moment later. @defaultValue items never change */
  hasGrown?(before: Item, now: Item): boolean;
  /** Whether lists begin with what is newest. @defaultValue `false` */
  readonly isNewestFirst?: boolean;
  /** Whether more happened in an item; what happened before is as it was. @defaultValue nothing happens in an item */
  goesOn?(before: Item, now: Item): boolean;
  /** Recognises why an answer is no such list. */
  findMisunderstanding(exchange: Exchange, body: unknown): Misunderstanding | undefined;
}
