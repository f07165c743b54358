import type { ApiId } from '../contract/index.ts';
import type { Serve } from './faults/fault.ts';

/** An item of a list, whatever the API has in it. */
export type Row = Readonly<Record<string, unknown>>;

/** The two dates of a request as they go over the wire; undefined where one is left open. */
export interface Dates {
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/** An API, as far as servers that are wrong or peculiar in the same way for all of them have to know it. */
export interface Face {
  readonly api: ApiId;
  /** SHOULD requirements that the right server does not meet, as the real ones do not. @defaultValue none */
  readonly warns?: readonly string[];
  /** Where the API is on its host, without a slash at its end. */
  readonly basePath: string;
  /** The text of a list that is empty. */
  readonly nothing: string;
  /** Creates the right server that all others are variations of, answering in process. */
  createServer(): Promise<Serve>;
  /** Writes a key as the Authorization header carries it. */
  authorize(key: string): string;
  /** The key that an Authorization header carries; the whole of it where it carries none. */
  keyOf(authorization: string): string;
  /** The items of a list. */
  rowsOf(list: string): Row[];
  /** A list with other items. */
  withRows(list: string, rows: readonly Row[]): string;
  /** The same item again, as of something that happened `n` ms later. */
  after(row: Row, n: number): Row;
  /** The dates of a request for a list; an end that lies beyond all data is left open. */
  datesOf(request: Request): Promise<Dates>;
  /** The same request with other dates. */
  withDates(request: Request, dates: Dates): Promise<Request>;
}
