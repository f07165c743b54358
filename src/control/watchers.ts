import type { Changed } from '../kit/control/mock-state.ts';
import type { LogEntry, LogScope } from '../mock/log/request-log.ts';
import type { Mock } from '../mock/mock.ts';
import type { Stream } from '../serve/message.ts';
import { entriesAfter } from './request-page.ts';
import { toState } from './state.ts';

/** Those who watch the mock through server-sent events. */
export interface Watchers {
  /** Builds a stream that goes on after a request's ID, or begins with the next request. */
  watch(after: number | undefined, scope?: LogScope): Stream;
  /** Tells all of them what was changed. */
  tell(changed: Changed): void;
}

/** Creates the list of those who watch a mock. */
export function createWatchers(mock: Mock): Watchers {
  const senders = new Set<(text: string) => void>();
  return {
    watch: (after, scope) => (send) => {
      const { requests, last } = entriesAfter(mock.requests, after ?? lastOf(mock), Number.MAX_SAFE_INTEGER, scope);
      // with an ID from the beginning, a client that loses the connection before the first request misses none
      send(toText('state', toState(mock, 'nothing'), requests.length > 0 ? undefined : last));
      for (const entry of requests) send(toRequestText(entry));
      const unsubscribe = mock.requests.subscribe((entry) => send(toRequestText(entry)), scope);
      senders.add(send);
      return () => {
        unsubscribe();
        senders.delete(send);
      };
    },
    tell: (changed) => {
      if (senders.size === 0) return;
      const text = toText('state', toState(mock, changed));
      for (const send of senders) send(text);
    },
  };
}

function lastOf(mock: Mock): number {
  return mock.requests.list({ limit: 1, studio: true }).at(-1)?.id ?? 0;
}

function toRequestText(entry: LogEntry): string {
  return toText('request', entry, entry.id);
}

/** JSON has no line breaks of its own, so that one `data:` line holds it. */
function toText(type: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
