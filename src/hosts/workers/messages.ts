import type { SiteInput } from '../../data/model/site-schema.ts';
import type { RedisStateOptions } from '../../journal/redis/index.ts';
import type { LogNews } from '../../journal/shared-log.ts';
import type { Change } from '../../kit/change.ts';
import type { LogEntry } from '../../kit/log-entry.ts';
import type { MockOptions } from '../../mock/options.ts';
import type { ServeOptions } from '../serve-options.ts';

/** A change, or for a large one the number of the pieces that came before. */
export type SentChange = Change | { readonly pieces: number };

/** A piece of the text of a change in a later message. */
export interface Piece {
  readonly type: 'piece';
  /** Which pieces belong together. */
  readonly of: number;
  readonly text: string;
}

/** An entry in transit. */
export interface SentEntry {
  readonly position: number;
  readonly change: SentChange;
}

/** A worker's call of the journal in the primary: the name of a method, and its arguments. */
export type Call =
  | { readonly name: 'load' }
  | { readonly name: 'append'; readonly change: SentChange; readonly after: number }
  | { readonly name: 'everywhere'; readonly position: number }
  | { readonly name: 'count'; readonly counter: string }
  | { readonly name: 'counts' }
  | { readonly name: 'add'; readonly entries: readonly LogEntry[] }
  | { readonly name: 'list' }
  | { readonly name: 'clear' }
  | { readonly name: 'follow' };

/** Messages of the primary to a worker. */
export type ToWorker =
  | {
      readonly type: 'start';
      readonly mock: MockOptions;
      readonly server: Omit<ServeOptions, 'timeSource'>;
      /** How fast the clock runs after a reset. */
      readonly speed: number;
      /** Where the shared state is; left out, it is in the primary. */
      readonly redis?: RedisStateOptions | undefined;
    }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly message: string }
  | { readonly type: 'entry'; readonly entry: SentEntry }
  | Piece
  | { readonly type: 'log'; readonly news: LogNews }
  /** Asks the worker to add all answered requests to the log. */
  | { readonly type: 'asked'; readonly id: number }
  /** People walk this site from now on; undefined is the shop. */
  | { readonly type: 'site'; readonly site: SiteInput | undefined }
  | { readonly type: 'stop' };

/** Messages of a worker to the primary: first `hello`, as it receives nothing before. */
export type ToPrimary =
  | { readonly type: 'hello' }
  | { readonly type: 'ready'; readonly url: string }
  /** Generated people now walk the last site that was set. */
  | { readonly type: 'walked' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'call'; readonly id: number; readonly call: Call }
  | Piece
  | { readonly type: 'applied'; readonly position: number }
  | { readonly type: 'added'; readonly id: number };
