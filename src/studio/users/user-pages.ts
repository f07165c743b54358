import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api, User } from '../api.ts';
import { toWords } from '../model/words.ts';

/** The users of a project as a lazily loaded list. */
export interface UserList {
  /** How many rows are known. */
  readonly count: number;
  /** Whether there may be more. */
  readonly isEndOpen: boolean;
  /** All users of the project. */
  readonly total: number;
  readonly why: string | undefined;
  /** How much of the project was searched, 0 to 1. */
  readonly searched: number;
  at(row: number): User | undefined;
}

/** Loads the users of one project that match a search. */
export interface UserPages {
  readonly list: ReadonlySignal<UserList>;
  /** Reports which rows are visible. */
  see(from: number, to: number): void;
  close(): void;
}

const PAGE = 100;
const MOST_PAGES = 80;
const NONE: UserList = { count: 0, isEndOpen: true, total: 0, why: undefined, searched: 0, at: () => undefined };

/** Opens the list of all users, with access by row. */
export function listAll(api: Api, project: string, recorded: boolean): UserPages {
  const pages = new Map<number, readonly User[]>();
  const asked = new Set<number>();
  const attempt = new AbortController();
  const list = signal<UserList>(NONE);
  let total = 0;
  let why: string | undefined;
  let rows = { from: 0, to: PAGE };

  const publish = () => {
    list.value = {
      count: total,
      isEndOpen: asked.size > 0 && total === 0,
      total,
      why,
      searched: 1,
      at: (row) => pages.get(Math.floor(row / PAGE))?.[row % PAGE],
    };
  };
  const load = async (page: number) => {
    asked.add(page);
    try {
      const found = await api.users({ project, search: '', recorded, from: page * PAGE, limit: PAGE }, attempt.signal);
      pages.delete(page);
      pages.set(page, found.users);
      total = found.total;
      why = undefined;
    } catch (error) {
      if (attempt.signal.aborted) return;
      why = toWords(error);
    }
    asked.delete(page);
    const oldest = pages.keys().next().value;
    if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest);
    publish();
    want();
  };
  const want = () => {
    if (why !== undefined) return;
    // fast scrolling passes rows that need not be loaded any more
    for (let page = Math.floor(rows.from / PAGE); page * PAGE < rows.to; page++) {
      if (!pages.has(page) && !asked.has(page) && asked.size < 2) void load(page);
    }
  };
  want();
  return {
    list,
    see(from, to) {
      rows = { from, to: Math.min(to, Math.max(total, 1)) };
      want();
    },
    close: () => attempt.abort(),
  };
}

/** Opens the list of users that match a search, which grows as you scroll. */
export function listFound(api: Api, project: string, search: string, recorded: boolean): UserPages {
  const users: User[] = [];
  const attempt = new AbortController();
  const list = signal<UserList>(NONE);
  let next: number | null = 0;
  let isAsking = false;
  let wanted = PAGE;

  const load = async () => {
    if (isAsking || next === null) return;
    isAsking = true;
    let why: string | undefined;
    let total = list.value.total;
    try {
      const found = await api.users({ project, search, recorded, from: next, limit: PAGE }, attempt.signal);
      users.push(...found.users);
      total = found.total;
      next = found.next;
    } catch (error) {
      if (attempt.signal.aborted) return;
      why = toWords(error);
      next = null;
    }
    isAsking = false;
    const searched = next === null || total === 0 ? 1 : Math.min(1, next / total);
    list.value = { count: users.length, isEndOpen: next !== null, total, why, searched, at: (row) => users[row] };
    if (users.length < wanted) void load();
  };
  void load();
  return {
    list,
    see(_from, to) {
      wanted = Math.max(wanted, to + PAGE / 2);
      if (users.length < wanted) void load();
    },
    close: () => attempt.abort(),
  };
}
