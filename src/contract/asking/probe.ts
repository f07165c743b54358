import type { Misunderstanding } from '../reading/api-version.ts';
import type { Item } from '../reading/item.ts';
import type { Window } from '../reading/window.ts';
import type { AskedOperation, Exchange } from '../wire/exchange.ts';
import type { OperationAsk } from './exchanges.ts';

/** Whose list is asked for, and what of it. IDs are not encoded; a segment is, and goes before the ID. */
export interface Subject {
  readonly project: string;
  readonly projectSegment?: string | undefined;
  readonly user: string;
  readonly userSegment?: string | undefined;
  readonly window: Window;
}

/**
 * How an API is asked for the list of a user and of a window, and what its answers hold. It is all that the shared laws
 * know of an API.
 */
export interface Probe {
  /** The operation that gives the list. */
  readonly operation: AskedOperation;
  /** What goes before the key in the Authorization header, such as `Bearer`. @defaultValue the key stands alone */
  readonly scheme?: string;
  /** What the list holds, in the plural, such as `events`. */
  readonly noun: string;
  /** What a right answer looks like, such as `{"data": [...]} of events`. */
  readonly form: string;
  /** Puts user, project and window where this API has them. */
  toAsk(subject: Subject): Pick<OperationAsk, 'params' | 'query' | 'body' | 'headers'>;
  /** The items of a reply body; undefined where it is no list of items that can be told apart. */
  itemsOf(body: unknown): Item[] | undefined;
  /** Recognises why an answer is no such list. */
  findMisunderstanding(exchange: Exchange, body: unknown): Misunderstanding | undefined;
}
