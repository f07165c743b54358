import type { EventColumn, UserColumn } from '../api/v2/columns.ts';

/** An event as the newer servers store it: a row of one table, beside which there is no table of sessions. */
export interface StoredEvent {
  readonly eventId: string;
  /** What happened: `LOCATION`, `CLICK`, or the name that the application gave. */
  readonly name: string;
  /** When, epoch ms; the writer of sessions cuts it to whole seconds. */
  readonly createdAt: number;
  /** A whole number below 2^64, in digits. */
  readonly sessionId: string;
  /** Who it was; empty while that was not known. */
  readonly userId: string;
  readonly deviceId: string;
  /** Whether the tracker found it by itself. */
  readonly isAutoCaptured: boolean;
  readonly currentUrl: string;
  /** What the application told of it. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the tracker found out about it. */
  readonly autoProperties: Readonly<Record<string, unknown>>;
  /** Further columns, those of its session among them. */
  readonly columns: Readonly<Partial<Record<EventColumn, unknown>>>;
}

/** What is known of a user: every column has a value. */
export type Profile = Readonly<Record<UserColumn, unknown>> & { readonly $user_id: string };

/** A project, as the newer servers tell of it. */
export interface StoredProject {
  readonly projectId: number;
  readonly projectKey: string;
  readonly name: string;
  readonly platform: 'web' | 'ios' | 'android';
}

type Given<T> = T | Promise<T>;

/** What the newer servers answer from. Of events of one project, name, time and session they keep the last. */
export interface Analytics {
  /** The events in which a user took part. */
  ofUser(projectKey: string, userId: string): Given<readonly StoredEvent[]>;
  /** The events of a session, whoever took part. */
  ofSession(projectKey: string, sessionId: string): Given<readonly StoredEvent[]>;
  /** Whether lists of events leave an event out. */
  isHidden(projectKey: string, event: StoredEvent): boolean;
  /** What is known of a user; undefined of one who was never identified. */
  profile(projectKey: string, userId: string): Given<Profile | undefined>;
  /** What is known of all users. */
  profiles(projectKey: string): Given<readonly Profile[]>;
  /** The users with an event that is wanted. */
  usersWith(projectKey: string, isWanted: (event: StoredEvent) => boolean): Given<ReadonlySet<string>>;
  /** Those that are listed. */
  projects(): readonly StoredProject[];
  project(projectKey: string): StoredProject | undefined;
}

const encodeKey = ({ name, createdAt, sessionId }: StoredEvent) => `${createdAt} ${sessionId} ${name}`;

/** Keeps the last of the events of one name, time and session, and gives them in the order of the table. */
export function mergeEvents(events: readonly StoredEvent[]): StoredEvent[] {
  const byKey = new Map<string, StoredEvent>();
  for (const event of events) byKey.set(encodeKey(event), event);
  return [...byKey.values()].sort(
    (a, b) => compareTexts(a.name, b.name) || a.createdAt - b.createdAt || compareIds(a.sessionId, b.sessionId),
  );
}

/** Compares texts as their UTF-8 bytes compare. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    // pairs of surrogates stand for what comes behind all single units
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2800 : unit;
}

/** Compares whole numbers that are given in digits. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
