import type { SessionEvent } from '../../src/api/session-event.ts';
import { sessionIdAt } from '../../src/api/session-id.ts';
import type { Link, Page } from '../../src/data/page.ts';
import type { Site } from '../../src/data/site.ts';
import { isMeasured } from './event-laws.ts';

const PAGE = 2 ** 32;
const FIRST_DAY = Date.UTC(2019, 1, 13);
const GAP = 30 * 60_000;

type Law = (holds: boolean, text: string) => void;

/** What a history is judged by. */
interface Judging {
  readonly site: Site;
  /** No event is later. */
  readonly now: number;
  /** Whether the visitor has the shop that changes pages without loading them. */
  readonly app?: boolean;
  /** The visitor's clock is ahead by this. */
  readonly skewMs?: number;
  /** The last session may be under way, so that it ends anywhere. */
  readonly isUnderWay?: boolean;
}

/** Splits a reply into its sessions, in the order in which they come. */
export function bySession(events: readonly SessionEvent[]): SessionEvent[][] {
  const sessions: SessionEvent[][] = [];
  for (const event of events) {
    const last = sessions.at(-1);
    if (last?.[0]?.sessionId === event.sessionId) last.push(event);
    else sessions.push([event]);
  }
  return sessions;
}

/** What is wrong with the sessions of one user as a whole; nothing when all laws hold. */
export function breachesOfHistory(events: readonly SessionEvent[], judging: Judging): string[] {
  const { now, skewMs = 0, isUnderWay = false } = judging;
  const breaches: string[] = [];
  const sessions = bySession(events);
  let before: SessionEvent | undefined;
  for (const session of sessions) {
    const law: Law = (holds, text) => {
      if (!holds) breaches.push(`${text}: session ${session[0]?.sessionId}`);
    };
    const first = session[0] as SessionEvent;
    law(before === undefined || before.sessionId < first.sessionId, 'session IDs rise with the start');
    law(before === undefined || first.timestamp - before.timestamp >= GAP, 'sessions are 30 minutes apart');
    law(session.length <= 60, 'a session has at most 60 events');
    const started = first.timestamp - skewMs;
    law(first.sessionId <= sessionIdAt(started - 300, 4095), 'the session ID is of a time before the first event');
    law(first.sessionId >= sessionIdAt(started - 4000, 0), 'the session ID is of the seconds before the first event');
    for (const { timestamp } of session) {
      law(timestamp - skewMs >= FIRST_DAY && timestamp - skewMs <= now, 'times are in range');
    }
    lawsOfOrder(session, law);
    lawsOfWalk(session, judging, law, isUnderWay && session === sessions.at(-1));
    before = session.at(-1);
  }
  return breaches;
}

function lawsOfOrder(session: readonly SessionEvent[], law: Law): void {
  law(pageOf(session[0] as SessionEvent) <= 1, 'the first page number is 0 or 1');
  for (const [i, event] of session.entries()) {
    const before = session[i - 1];
    if (before === undefined) continue;
    law(event.messageId > before.messageId, 'messageId strictly increases');
    law(event.timestamp >= before.timestamp, 'timestamp does not decrease');
    const turned = pageOf(event) - pageOf(before);
    law(turned === 0 || (turned === 1 && event.type === 'LOCATION'), 'only a load raises the page number, by 1');
    const loading = before.type === 'LOCATION' ? (before.loadTime ?? 0) : 0;
    law(event.timestamp >= before.timestamp + loading, 'nothing is done on a page before it has loaded');
    law(turned === 1 || event.type !== 'LOCATION' || !isMeasured(event), 'a route change has no load times');
  }
}

function lawsOfWalk(session: readonly SessionEvent[], { site, app = false }: Judging, law: Law, cut: boolean): void {
  const goodsInCart = site.states.bit('goodsInCart');
  let page: Page | undefined;
  // two pages of one title have links of one label
  let clicked: readonly Link[] | undefined;
  let goods = false;
  for (const [i, event] of session.entries()) {
    if (event.type === 'LOCATION') {
      const next = site.pages.find(({ path }) => path === event.path);
      law(next !== undefined && event.host === site.host, 'the page is one of the site');
      law(
        page === undefined || event.referrer === `https://${site.host}${page.path}`,
        'the referrer is the page before',
      );
      law(page !== undefined || !event.referrer?.includes(site.host), 'the first referrer is another site or none');
      const leading = clicked?.filter(({ ways }) => ways.some(({ to }) => to === next));
      law(leading === undefined || leading.length > 0, 'a click on a link leads where the link does');
      const way = page?.links.filter(({ ways }) => ways.some(({ to }) => to === next)) ?? [];
      law(page === undefined || way.length > 0 || next?.place.kind === 'search', 'the page before links to the page');
      goods ||= way.some(({ sets }) => (sets & goodsInCart) !== 0);
      law(
        page === undefined || next?.place.kind !== 'checkout' || goods,
        'only who has something in the cart checks out',
      );
      law(
        next?.place.kind !== 'received' || page?.place.kind === 'checkout',
        'an order is received after the checkout',
      );
      const soft = i > 0 && pageOf(event) === pageOf(session[i - 1] as SessionEvent);
      law(
        !soft || app || next?.place.kind === 'search' || way.some((link) => link.isSoft),
        'a page that is loaded has its number',
      );
      law(
        leading === undefined || app || leading.some(({ isSoft }) => isSoft === soft),
        'a link that loads a page raises the page number',
      );
      page = next;
      clicked = undefined;
      continue;
    }
    law(page !== undefined, 'a session begins with a page');
    law(clicked === undefined, 'the page follows at once on a click on its link');
    if (event.type === 'CLICK') {
      const control = page?.controls.find(({ label }) => label === event.label);
      const links = page?.links.filter(({ ways }) => ways.some(({ label }) => label === event.label)) ?? [];
      clicked = control ? undefined : links;
      law(links.length > 0 || control !== undefined, 'the label is on the page');
      goods ||= ((control?.sets ?? 0) & goodsInCart) !== 0;
      continue;
    }
    const fields = [...(page?.fields ?? []), ...site.searches.map(({ field }) => field)];
    const fits = fields.some(
      ({ label, values, asks }) =>
        label === event.label && (values.includes(event.value) || (asks !== undefined && event.value !== '')),
    );
    law(fits, 'the field is on the page');
  }
  law(clicked === undefined || cut, 'no session ends between a click on a link and its page');
}

function pageOf({ messageId }: SessionEvent): number {
  return Math.floor(messageId / PAGE);
}
