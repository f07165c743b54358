import type { SessionId } from '../../api/any-session-id.ts';
import type { GeneratedFacts, Owner } from '../../data/session-facts.ts';
import type { GivenFacts, SessionFacts } from '../../kit/session-facts.ts';
import type { SessionEntry } from '../../store/session-index.ts';

/** A real server considers a session ended when it has received nothing of it for this long (`observed: v1`). */
export const SILENCE_MS = 150_000;

/** What the facts of a session are derived from. */
interface FactSources {
  readonly owner: Owner;
  readonly id: SessionId;
  /** Summary of its events, if it has any. */
  readonly entry: SessionEntry | undefined;
  readonly given: GivenFacts;
  readonly makeUp: (owner: Owner, id: string) => GeneratedFacts;
  /** The current time, epoch ms. */
  readonly now: number;
}

/** Returns all facts of a session: those given, and generated ones that fit them and the events. */
export function completeFacts({ owner, id, entry, given, makeUp, now }: FactSources): SessionFacts {
  const made = makeUp(owner, String(id));
  const startTs = given.startTs ?? (entry ? Math.max(0, entry.start - made.startUpMs) : now);
  const end = entry ? entry.end + made.restMs : startTs;
  const isLive = now < (entry?.end ?? startTs) + SILENCE_MS;
  const pagesCount = given.pagesCount ?? entry?.pages ?? 0;
  return {
    userUuid: given.userUuid ?? made.userUuid,
    userOs: orMade(given.userOs, made.userOs),
    userBrowser: orMade(given.userBrowser, made.userBrowser),
    userDevice: orMade(given.userDevice, made.userDevice),
    userDeviceType: given.userDeviceType ?? made.userDeviceType,
    userCountry: given.userCountry ?? made.userCountry,
    userAgent: orMade(given.userAgent, made.userAgent),
    platform: given.platform ?? 'web',
    startTs,
    duration: orMade(given.duration, isLive ? null : Math.max(0, end - startTs)),
    pagesCount,
    eventsCount: given.eventsCount ?? Math.max(pagesCount, entry?.events ?? 0),
    errorsCount: given.errorsCount ?? made.errorsCount,
    issuesCount: given.issuesCount ?? made.issuesCount,
  };
}

/** A given value counts, even null. */
function orMade<T>(given: T | undefined, made: T): T {
  return given === undefined ? made : given;
}
