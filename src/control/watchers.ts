import { type Change, settingsPart } from '../kit/change.ts';
import type { Changed } from '../kit/control/mock-state.ts';
import type { LogEntry } from '../kit/log-entry.ts';
import type { Settings } from '../kit/settings.ts';
import { INTERNALS } from '../mock/internals.ts';
import type { LogScope } from '../mock/log/request-log.ts';
import type { Mock } from '../mock/mock.ts';
import type { Stream } from '../serve/message.ts';
import { entriesAfter, inScope } from './request-page.ts';
import { toState } from './state.ts';

/** The clients that watch the mock through server-sent events. */
export interface Watchers {
  /** Builds a stream that continues after a request's ID, or starts with the next request. */
  watch(after: number | undefined, scope?: LogScope): Stream;
  /** Notifies all of them of a change. */
  notify(changed: Changed): void;
}

/**
 * Creates the list of clients that watch a mock. They are also notified of changes by other mocks with the same
 * journal.
 */
export function createWatchers(mock: Mock): Watchers {
  const { log, replica, settings } = mock[INTERNALS];
  const senders = new Set<(text: string) => void>();
  const notify = (changed: Changed) => {
    if (senders.size === 0) return;
    const text = toText('state', toState(mock, changed));
    for (const send of senders) send(text);
  };
  let [before, now] = [settings(), settings()];
  replica.onChange((change) => {
    [before, now] = [now, settingsPart(change) ?? now];
  });
  replica.onForeign((change) => {
    for (const changed of whatChanged(change, before)) notify(changed);
  });
  return {
    watch: (after, scope) => (send) => {
      const show = (entries: readonly LogEntry[]) => {
        for (const entry of inScope(entries, scope)) send(toRequestText(entry));
      };
      /** Entries that arrive while the log is still being read; undefined once those were sent. */
      let early: LogEntry[] | undefined = [];
      const unfollow = log.follow((news) => {
        if (news === 'cleared') send(toText('state', toState(mock, 'requests')));
        else if (early) early.push(...news);
        else show(news);
      });
      const begin = (kept: readonly LogEntry[]) => {
        const { requests, last } = entriesAfter(kept, after ?? lastOf(kept), scope);
        // with an ID from the beginning, a client that loses the connection before the first request misses none
        send(toText('state', toState(mock, 'nothing'), requests.length > 0 ? undefined : last));
        show(requests);
        show(early?.filter(({ id }) => id > lastOf(kept)) ?? []);
        early = undefined;
        senders.add(send);
      };
      const kept = log.list();
      if (kept instanceof Promise) {
        kept.then(begin, () => begin([]));
      } else {
        begin(kept);
      }
      return () => {
        unfollow();
        senders.delete(send);
      };
    },
    notify,
  };
}

/** Returns which parts a change affects, given the settings before it. */
function whatChanged(change: Change, before: Settings): Changed[] {
  if (change.type !== 'settings') return ['settings' in change ? 'everything' : 'recorded'];
  const isOther = (part: keyof Settings) => JSON.stringify(before[part]) !== JSON.stringify(change.settings[part]);
  return (['scenarios', 'faults', 'clock'] as const).filter(isOther);
}

function lastOf(kept: readonly LogEntry[]): number {
  return kept.at(-1)?.id ?? 0;
}

function toRequestText(entry: LogEntry): string {
  return toText('request', entry, entry.id);
}

/** JSON text has no line breaks, so one `data:` line holds it. */
function toText(type: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
