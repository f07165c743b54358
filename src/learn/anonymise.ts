import { toSessionId } from '../api/any-session-id.ts';
import { sessionIdAt, sessionStartOf } from '../api/session-id.ts';
import type { EventInput } from '../kit/record.ts';
import { type Vocabulary, wordsOf } from './looks.ts';
import { maskValue, readSegment } from './path-mask.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { SeenPage, SeenVisit } from './visit.ts';

/** What may be kept unchanged. */
export const KEPT = ['users', 'sessions', 'paths', 'queries', 'labels', 'inputs', 'referrers'] as const;

/** One of {@link KEPT}. */
export type Kept = (typeof KEPT)[number];

/** Options of an anonymiser. */
interface AnonymiserOptions {
  readonly pseudonyms: Pseudonyms;
  readonly vocabulary: Vocabulary;
  readonly keep?: ReadonlySet<Kept>;
}

const LOW_IDS = 4096;
const LONGEST_LABEL = 40;
const MOST_WORDS = 5;
/** Referrers that reveal nothing about people. */
const PUBLIC_REFERRER =
  /(^|\.)(google\.[a-z.]+|bing\.com|duckduckgo\.com|ecosia\.org|yahoo\.com|baidu\.com|facebook\.com|instagram\.com|linkedin\.com|t\.co|x\.com|youtube\.com|reddit\.com|github\.com)$/;

/**
 * Replaces what is personal in each session: IDs, values in paths and queries, what was typed, labels that look like
 * names, addresses or numbers, and referrers. The same text is replaced with the same pseudonym everywhere.
 */
export class Anonymiser {
  readonly #pseudonyms: Pseudonyms;
  readonly #vocabulary: Vocabulary;
  readonly #keep: ReadonlySet<Kept>;
  readonly #sessionIds = new Map<string, number>();
  readonly #taken = new Set<number>();

  constructor({ pseudonyms, vocabulary, keep = new Set() }: AnonymiserOptions) {
    this.#pseudonyms = pseudonyms;
    this.#vocabulary = vocabulary;
    this.#keep = keep;
  }

  visit({ userId, sessionId, start, session, events }: SeenVisit): SeenVisit {
    const id = sessionId === undefined ? undefined : this.sessionId(sessionId);
    const hosts = new Set(events.flatMap((event) => (event.type === 'LOCATION' && event.host ? [event.host] : [])));
    const { userUuid, userAgent: _, eventDetails: __, ...facts } = session ?? {};
    const uuid = userUuid === undefined ? {} : { userUuid: this.#pseudonyms.uuid('browser', userUuid) };
    return {
      userId: this.user(userId),
      ...(id !== undefined && { sessionId: id }),
      ...(start !== undefined && { start }),
      ...(session && { session: this.#keep.has('sessions') ? session : { ...facts, ...uuid } }),
      events: events.map((event) => this.#event(event, id, hosts)),
    };
  }

  user(userId: string): string {
    if (this.#keep.has('users')) return userId;
    const name = `user-${this.#pseudonyms.hex('user', userId, 10)}`;
    return userId.includes('@') ? `${name}@example.org` : name;
  }

  /**
   * A session keeps its time, which its ID also encodes; the part of the ID that distinguishes sessions of the same
   * time is replaced.
   */
  sessionId(given: number | string): number | string {
    if (this.#keep.has('sessions')) return toSessionId(given);
    const digits = String(given);
    const known = this.#sessionIds.get(digits);
    if (known !== undefined) return known;
    const start = startOf(digits);
    let low = this.#pseudonyms.below('session', digits, LOW_IDS);
    let id = sessionIdAt(start, low);
    while (this.#taken.has(id) || String(id) === digits) {
      low = (low + 1) % LOW_IDS;
      id = sessionIdAt(start, low);
    }
    this.#taken.add(id);
    this.#sessionIds.set(digits, id);
    return id;
  }

  /** A label that looks impersonal. */
  label(label: string): string {
    if (this.#keep.has('labels') || label === '') return label;
    return this.#isPlain(label) ? label : maskLabel(this.#pseudonyms, label);
  }

  path(path: string): string {
    const [route = '', ...rest] = path.split('?');
    const [query = ''] = rest.join('?').split('#');
    const masked = this.#keep.has('paths')
      ? route
      : route
          .split('/')
          .map((segment) => this.#segment(segment))
          .join('/');
    return query === '' ? masked : `${masked}?${this.#query(query)}`;
  }

  referrer(referrer: string, hosts: ReadonlySet<string>): string {
    if (this.#keep.has('referrers') || referrer === '') return referrer;
    if (!URL.canParse(referrer)) return '';
    const { protocol, host, pathname, search } = new URL(referrer);
    if (hosts.has(host)) return `${protocol}//${host}${this.path(pathname + search)}`;
    return PUBLIC_REFERRER.test(host)
      ? `${protocol}//${host}/`
      : `https://site-${this.#pseudonyms.hex('site', host, 6)}.example/`;
  }

  #segment(text: string): string {
    if (text === '') return text;
    const segment = readSegment(decode(text), this.#vocabulary);
    return segment.type === 'static' ? text : maskValue(this.#pseudonyms, segment.text, segment.shape);
  }

  #query(query: string): string {
    if (this.#keep.has('queries')) return query;
    return query
      .split('&')
      .map((part) => {
        const [key = '', value] = part.split('=', 2);
        const name = readSegment(decode(key), this.#vocabulary);
        const safe = name.type === 'static' ? key : maskValue(this.#pseudonyms, name.text, name.shape);
        return value === undefined ? safe : `${safe}=${this.#queryValue(value)}`;
      })
      .join('&');
  }

  #queryValue(value: string): string {
    if (value === '') return value;
    const { text } = readSegment(decode(value), this.#vocabulary);
    return /^\d+$/.test(text) ? this.#pseudonyms.digits('value', text) : maskValue(this.#pseudonyms, text, 'text');
  }

  #event(event: EventInput, sessionId: number | string | undefined, hosts: ReadonlySet<string>): EventInput {
    const id = sessionId === undefined || event.sessionId === undefined ? {} : { sessionId };
    if (event.type === 'CLICK') return { ...event, ...id, label: this.label(event.label) };
    if (event.type === 'INPUT') {
      const value = this.#keep.has('inputs') ? event.value : null;
      return { ...event, ...id, label: this.label(event.label), value: value ?? null };
    }
    return { ...this.#page(event, hosts), ...id };
  }

  #page(page: SeenPage, hosts: ReadonlySet<string>): SeenPage {
    // the others follow from these
    const { path, referrer, basePath: _, baseReferrer: __, value: ___, url: ____, ...rest } = page;
    return {
      ...rest,
      path: this.path(path),
      ...(referrer != null && { referrer: this.referrer(referrer, hosts) }),
    };
  }

  #isPlain(label: string): boolean {
    const words = wordsOf(label);
    if (label.length > LONGEST_LABEL || words.length > MOST_WORDS || /[@\d_\\/]|www\.|:\S/.test(label)) return false;
    return words.every((word) => !this.#vocabulary.isName(word));
  }
}

/** Returns the replacement of a label. */
export function maskLabel(pseudonyms: Pseudonyms, label: string): string {
  return `Label ${pseudonyms.hex('label', label, 6)}`;
}

/** Whether a label came from {@link maskLabel}. */
export function isMaskedLabel(label: string): boolean {
  return /^Label [0-9a-f]{6}$/.test(label);
}

function startOf(digits: string): number {
  const id = Number(digits);
  if (!Number.isFinite(id)) return 0;
  // beyond 2^53 there are 2^24 per millisecond
  return Number.isSafeInteger(id) ? sessionStartOf(id) : Number(BigInt(digits) >> 24n) + 1_550_000_000_000;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
