import type { ApiId } from '../contract/index.ts';
import type { Serve } from './faults/fault.ts';

/** An item of a list, of any API. */
export type Row = Readonly<Record<string, unknown>>;

/** The two dates of a request as raw text; undefined if one is left out. */
export interface Dates {
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/** What servers with a fault or peculiarity that is the same for all APIs need to know about one API. */
export interface Face {
  readonly api: ApiId;
  /** SHOULD requirements that the correct server does not meet, like the real ones. @defaultValue none */
  readonly warns?: readonly string[];
  /** The base path of the API, without a trailing slash. */
  readonly basePath: string;
  /** The text of an empty list. */
  readonly nothing: string;
  /** Creates the correct server that all others are variations of, answering in process. */
  createServer(): Promise<Serve>;
  /** The Authorization header for a key. */
  authorize(key: string): string;
  /** The key in an Authorization header; the whole header if there is none. */
  keyOf(authorization: string): string;
  /** The items of a list. */
  rowsOf(list: string): Row[];
  /** The list with other items. */
  withRows(list: string, rows: readonly Row[]): string;
  /** A copy of an item that happened `n` ms later. */
  after(row: Row, n: number): Row;
  /** The dates of a request for a list; an end beyond all data counts as left out. */
  datesOf(request: Request): Promise<Dates>;
  /** The same request with other dates. */
  withDates(request: Request, dates: Dates): Promise<Request>;
}
