import type { EventColumn, UserColumn } from '../api/v2/columns.ts';

/** An event as the newer servers store it: a row of one table, with no separate table of sessions. */
export interface StoredEvent {
  readonly eventId: string;
  /** What happened: `LOCATION`, `CLICK`, or a name chosen by the application. */
  readonly name: string;
  /** When, epoch ms; the writer of sessions truncates it to whole seconds. */
  readonly createdAt: number;
  /** A whole number below 2^64, as a string of digits. */
  readonly sessionId: string;
  /** The user; empty while not identified. */
  readonly userId: string;
  readonly deviceId: string;
  /** Whether the tracker captured it automatically. */
  readonly isAutoCaptured: boolean;
  readonly currentUrl: string;
  /** Properties set by the application. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Properties set by the tracker. */
  readonly autoProperties: Readonly<Record<string, unknown>>;
  /** Further columns, including those of its session. */
  readonly columns: Readonly<Partial<Record<EventColumn, unknown>>>;
}

/** A user's profile: every column has a value. */
export type Profile = Readonly<Record<UserColumn, unknown>> & { readonly $user_id: string };

/** The columns of a profile that a text is searched in. */
export type NamedProfile = Pick<Profile, '$user_id' | '$email' | '$name'>;

/** A project, as the newer servers list it. */
export interface StoredProject {
  readonly projectId: number;
  readonly projectKey: string;
  readonly name: string;
  readonly platform: 'web' | 'ios' | 'android';
  /** Epoch ms. */
  readonly createdAt: number;
}

/** When a project was created of which nothing else is known: 2021-06-01T00:00:00Z, epoch ms. */
export const USUAL_CREATION = 1_622_505_600_000;

type Given<T> = T | Promise<T>;

/** What the newer servers answer from. Of events with the same project, name, time and session they keep the last. */
export interface Analytics {
  /** The events of a user. */
  ofUser(projectKey: string, userId: string): Given<readonly StoredEvent[]>;
  /** The events of a session, of any user. */
  ofSession(projectKey: string, sessionId: string): Given<readonly StoredEvent[]>;
  /** Whether lists of events omit an event. */
  isHidden(projectKey: string, event: StoredEvent): boolean;
  /** The profile of a user; undefined for one who was never identified. */
  profile(projectKey: string, userId: string): Given<Profile | undefined>;
  /** The profiles of the first users, or of those with a wanted name. */
  profiles(projectKey: string, isNamed?: (profile: NamedProfile) => boolean): Given<readonly Profile[]>;
  /** The profiles of those users who have a wanted event. */
  withEvent(
    projectKey: string,
    profiles: readonly Profile[],
    isWanted: (event: StoredEvent) => boolean,
  ): Given<readonly Profile[]>;
  /** The listed ones. */
  projects(): readonly StoredProject[];
  project(projectKey: string): StoredProject | undefined;
}

const encodeKey = ({ name, createdAt, sessionId }: StoredEvent) => `${createdAt} ${sessionId} ${name}`;

/** Keeps the last of the events with the same name, time and session, and returns them in table order. */
export function mergeEvents(events: readonly StoredEvent[]): StoredEvent[] {
  const byKey = new Map<string, StoredEvent>();
  for (const event of events) byKey.set(encodeKey(event), event);
  return [...byKey.values()].sort(
    (a, b) => compareTexts(a.name, b.name) || a.createdAt - b.createdAt || compareIds(a.sessionId, b.sessionId),
  );
}

/** Compares texts by their UTF-8 bytes. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    // surrogate pairs stand for characters that sort after all single units
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2800 : unit;
}

/** Compares whole numbers given as digits. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
