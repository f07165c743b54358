import type { ControlHead, WholeReply } from '../../control/message.ts';
import type { Entry } from '../../journal/journal.ts';
import type { LogEntry } from '../../mock/log/request-log.ts';
import type { MockOptions } from '../../mock/options.ts';
import type { ServeOptions } from '../serve-options.ts';

/** What the primary tells a worker. Each `entry` and `flush` is answered with `done`. */
export type ToWorker =
  | {
      readonly type: 'start';
      readonly mock: MockOptions;
      readonly server: Omit<ServeOptions, 'timeSource'>;
    }
  | { readonly type: 'state'; readonly id: number; readonly entry: Entry }
  | { readonly type: 'entry'; readonly id: number; readonly entry: Entry }
  | { readonly type: 'flush'; readonly id: number }
  | { readonly type: 'counted'; readonly id: number; readonly count: number }
  | { readonly type: 'control-reply'; readonly id: number; readonly reply: WholeReply }
  | {
      readonly type: 'control-stream';
      readonly id: number;
      readonly status: 200;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly type: 'text'; readonly id: number; readonly text: string }
  | { readonly type: 'stop' };

/** What a worker tells the primary: first `hello`, as it hears nothing before. */
export type ToPrimary =
  | { readonly type: 'hello' }
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'load'; readonly id: number }
  | { readonly type: 'log'; readonly entries: readonly LogEntry[] }
  | { readonly type: 'count'; readonly id: number; readonly name: string }
  | {
      readonly type: 'control';
      readonly id: number;
      readonly head: ControlHead;
      readonly body: Uint8Array | undefined;
    }
  | { readonly type: 'open-stream'; readonly id: number }
  | { readonly type: 'close-stream'; readonly id: number };
