import { type Signal, signal } from '@preact/signals';
import { type Api, type Health, type LogEntry, Refused, type State } from '../api.ts';

/** State of the link to the mock: `locked` needs the control key, `refused` says why nothing can be done. */
export type LinkState =
  | { readonly is: 'connecting' | 'open' }
  | { readonly is: 'lost'; readonly since: number }
  | { readonly is: 'locked'; readonly wasWrong: boolean }
  | { readonly is: 'refused'; readonly why: string };

/** Callbacks of a link. */
interface LinkEvents {
  /** Called when it is open, with the state of the mock and the requests so far. */
  opened(health: Health, requests: readonly LogEntry[]): void;
  state(state: State): void;
  request(entry: LogEntry): void;
}

/** A link to the mock that reconnects. */
export interface Link {
  readonly state: Signal<LinkState>;
  /** Retries at once. */
  retry(): void;
  unlock(controlKey: string): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/** Opens a link and keeps it open. */
export function createLink(api: Api, events: LinkEvents, now: () => number): Link {
  const state = signal<LinkState>({ is: 'connecting' });
  let waitMs = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = new AbortController();
  let isUnlocking = false;

  const later = () => {
    if (state.value.is !== 'lost') state.value = { is: 'lost', since: now() };
    timer = setTimeout(connect, waitMs);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  };

  const connect = () => {
    clearTimeout(timer);
    current.abort();
    const attempt = new AbortController();
    current = attempt;
    follow(attempt.signal).then(
      () => attempt.signal.aborted || later(),
      (error: unknown) => {
        if (attempt.signal.aborted) return;
        if (error instanceof Refused && error.status === 401) state.value = { is: 'locked', wasWrong: isUnlocking };
        else if (error instanceof Refused && error.status < 500) state.value = { is: 'refused', why: error.message };
        else later();
      },
    );
  };

  const follow = async (signal: AbortSignal) => {
    const health = await api.health();
    const { requests, last } = await api.requests();
    if (signal.aborted) return;
    const watcher = {
      opened() {
        state.value = { is: 'open' };
        waitMs = FIRST_WAIT_MS;
        events.opened(health, requests);
      },
      state: events.state,
      request: events.request,
    };
    await api.watch(last, watcher, signal);
  };

  const retry = () => {
    waitMs = FIRST_WAIT_MS;
    connect();
  };
  connect();
  return {
    state,
    retry,
    unlock(controlKey) {
      isUnlocking = true;
      api.setControlKey(controlKey);
      retry();
    },
  };
}
