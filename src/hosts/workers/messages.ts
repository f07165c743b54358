import type { ControlHead, WholeReply } from '../../control/message.ts';
import type { Entry } from '../../journal/journal.ts';
import type { LogEntry } from '../../mock/log/request-log.ts';
import type { MockOptions } from '../../mock/options.ts';
import type { MockReply, MockRequest } from '../../serve/message.ts';
import type { ServeOptions } from '../serve-options.ts';

/** What a worker has to know besides what is recorded. */
export interface Switches {
  /** Whether the primary answers all requests itself: scenarios and faults count over all workers. */
  readonly delegates: boolean;
  /** The mock's clock: what it showed at a time of the computer's clock (both epoch ms), and how fast it runs. */
  readonly clock: { readonly now: number; readonly at: number; readonly speed: number };
}

/** What the primary tells a worker. Each `entry`, `update` and `flush` is answered with `done`. */
export type ToWorker =
  | {
      readonly type: 'start';
      readonly mock: MockOptions;
      readonly server: Omit<ServeOptions, 'timeSource'>;
      readonly switches: Switches;
    }
  | { readonly type: 'state'; readonly id: number; readonly entry: Entry }
  | { readonly type: 'entry'; readonly id: number; readonly entry: Entry }
  | { readonly type: 'update'; readonly id: number; readonly switches: Switches }
  | { readonly type: 'flush'; readonly id: number }
  | { readonly type: 'api-reply'; readonly id: number; readonly reply: MockReply }
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
  | {
      readonly type: 'api';
      readonly id: number;
      readonly request: Omit<MockRequest, 'readBody'>;
      /** The body; a number says that it has more bytes than that, which is as many as are taken. */
      readonly body: Uint8Array | number | undefined;
    }
  | {
      readonly type: 'control';
      readonly id: number;
      readonly head: ControlHead;
      readonly body: Uint8Array | undefined;
    }
  | { readonly type: 'open-stream'; readonly id: number }
  | { readonly type: 'close-stream'; readonly id: number };
