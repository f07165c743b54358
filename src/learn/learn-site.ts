import {
  type ClickInput,
  type FieldInput,
  type PageInput,
  type SiteInput,
  siteSchema,
} from '../data/model/site-schema.ts';
import type { Vocabulary } from './looks.ts';
import { PathTemplates } from './path-templates.ts';
import { quantilesOf, Tally } from './tally.ts';
import type { SeenPage, SeenVisit } from './visit.ts';
import { learnKinds } from './visitor-kinds.ts';

/** The events at which the phases of a visit start: the first acts are learnt event by event. */
const PHASES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 23, 26, 30, 35, 40, 50, 65, 90];
const QUANTILES = 65;
const PAGE = 2 ** 32;
const LONGEST_PAUSE_MS = 3_600_000;
const MOST_EVENTS = 1000;

/** Counts of acts on a page by phase. */
class Acts {
  readonly #counts = new Map<string, { readonly act: Act; readonly counts: number[] }>();

  add(act: Act, phase: number): void {
    const key = JSON.stringify(act);
    const entry = this.#counts.get(key) ?? { act, counts: PHASES.map(() => 0) };
    entry.counts[phase] = (entry.counts[phase] ?? 0) + 1;
    this.#counts.set(key, entry);
  }

  of<T extends Act['type']>(type: T): { readonly act: Extract<Act, { type: T }>; readonly weight: number[] }[] {
    return [...this.#counts.values()]
      .filter((entry): entry is { act: Extract<Act, { type: T }>; counts: number[] } => entry.act.type === type)
      .map(({ act, counts }) => ({ act, weight: trim(counts) }));
  }
}

type Act =
  | { readonly type: 'link'; readonly label: string | null; readonly to: string; readonly soft: boolean }
  | { readonly type: 'control'; readonly label: string }
  | { readonly type: 'field'; readonly label: string }
  | { readonly type: 'leave' };

/** What was seen of the pages of one path. */
interface SeenPlace {
  readonly acts: Acts;
  readonly pauses: number[];
}

/**
 * Learns a site from anonymous sessions: its pages, what people do on each in which phase of a visit, how long they
 * take, how long pages load, and where visits start. No individual path is kept, only counts.
 *
 * @returns undefined if no page was opened.
 */
export function learnSite(visits: readonly SeenVisit[], vocabulary: Vocabulary): SiteInput | undefined {
  const learner = new Learner(vocabulary);
  for (const visit of visits) learner.add(visit);
  const site = learner.site();
  return site === undefined ? undefined : siteSchema.parse(site);
}

class Learner {
  readonly #templates: PathTemplates;
  readonly #places = new Map<string, SeenPlace>();
  readonly #hosts = new Tally();
  readonly #entries = new Map<string, Tally>();
  readonly #referrers = new Map<string, Tally>();
  readonly #loads: number[] = [];
  readonly #delays = { soft: [] as number[], loaded: [] as number[] };
  readonly #starts = new Map<string, number[]>();
  #unmeasured = 0;
  #longest = 1;

  constructor(vocabulary: Vocabulary) {
    this.#templates = new PathTemplates(vocabulary);
  }

  add({ userId, events }: SeenVisit): void {
    const first = events.findIndex(({ type }) => type === 'LOCATION');
    const entry = events[first];
    if (entry?.type !== 'LOCATION') return;
    // acts before the first page belong to no page
    const walked = events.slice(first);
    this.#longest = Math.max(this.#longest, walked.length);
    this.#starts.set(userId, [...(this.#starts.get(userId) ?? []), entry.timestamp ?? 0]);
    this.#arrive(entry, userId, false);
    this.#enter(entry, userId);
    let place = this.#placeOf(entry.path, userId);
    for (let i = 1; i < walked.length; ) {
      const [event, next] = [walked[i], walked[i + 1]];
      if (!event) break;
      const before = walked[i - 1]?.timestamp;
      const pause = before === undefined || event.timestamp === undefined ? undefined : event.timestamp - before;
      if (pause !== undefined && pause >= 0) place.pauses.push(Math.min(pause, LONGEST_PAUSE_MS));
      const page =
        event.type === 'LOCATION' ? event : event.type === 'CLICK' && next?.type === 'LOCATION' ? next : undefined;
      const phase = phaseAt(i);
      if (!page) {
        if (event.type !== 'LOCATION')
          place.acts.add({ type: event.type === 'CLICK' ? 'control' : 'field', label: event.label }, phase);
        i += 1;
        continue;
      }
      const soft = isSoft(page, walked[i - 1]);
      const label = event.type === 'CLICK' ? event.label : null;
      place.acts.add({ type: 'link', label, to: this.#templates.of(page.path, userId), soft }, phase);
      if (label !== null && page.timestamp !== undefined && event.timestamp !== undefined) {
        this.#delays[soft ? 'soft' : 'loaded'].push(Math.max(0, page.timestamp - event.timestamp));
      }
      this.#arrive(page, userId, soft);
      place = this.#placeOf(page.path, userId);
      i += label === null ? 1 : 2;
    }
    place.acts.add({ type: 'leave' }, phaseAt(walked.length));
  }

  site(): unknown {
    const [host] = this.#hosts.entries()[0] ?? [];
    if (host === undefined) return undefined;
    const sources = [...this.#referrers].map(([name, urls]) => {
      const referrers = urls.entries().map(([url, weight]) => ({ url, weight }));
      return { name, referrers, weight: referrers.reduce((sum, { weight }) => sum + weight, 0) };
    });
    const delays = Object.entries(this.#delays).filter(([, times]) => times.length > 0);
    return {
      host,
      pages: [...this.#places].map(([path, place]) => toPage(path, place)),
      menu: [],
      parameters: this.#templates.parameters(),
      entries: [...this.#entries].flatMap(([source, pages]) =>
        pages.entries().map(([page, weight]) => ({ page, weight, sources: [source] })),
      ),
      sources,
      phases: PHASES,
      hits: 1,
      longest: Math.min(this.#longest, MOST_EVENTS),
      delays: Object.fromEntries(delays.map(([name, times]) => [name, quantilesOf(times, QUANTILES)])),
      ...(this.#loads.length > 1 && {
        speed: {
          loadMs: quantilesOf(this.#loads, QUANTILES),
          unmeasured: this.#unmeasured / (this.#loads.length + this.#unmeasured),
        },
      }),
      trips: { walk: { steps: [{ walk: true }] } },
      visitors: learnKinds([...this.#starts.values()], { walk: 1 }),
    };
  }

  #enter(page: SeenPage, userId: string): void {
    const referrer = page.referrer ?? '';
    const isOwn = referrer !== '' && URL.canParse(referrer) && new URL(referrer).host === page.host;
    const name = referrer === '' || isOwn ? 'direct' : 'elsewhere';
    const pages = this.#entries.get(name) ?? new Tally();
    this.#entries.set(name, pages);
    pages.add(this.#templates.of(page.path, userId));
    const urls = this.#referrers.get(name) ?? new Tally();
    this.#referrers.set(name, urls);
    urls.add(name === 'direct' ? '' : referrer);
  }

  #arrive(page: SeenPage, userId: string, soft: boolean): void {
    if (page.host) this.#hosts.add(page.host);
    this.#templates.of(page.path, userId);
    if (soft) return;
    if (page.loadTime) this.#loads.push(Math.min(30_000, Math.max(1, page.loadTime)));
    else this.#unmeasured += 1;
  }

  #placeOf(path: string, userId: string): SeenPlace {
    const template = this.#templates.of(path, userId);
    const place = this.#places.get(template) ?? { acts: new Acts(), pauses: [] };
    this.#places.set(template, place);
    return place;
  }
}

function toPage(path: string, { acts, pauses }: SeenPlace): PageInput {
  const links = acts
    .of('link')
    .map(({ act: { label, to, soft }, weight }): ClickInput => ({ label, to, weight, ...(soft && { soft }) }));
  const controls = acts.of('control').map(({ act: { label }, weight }): ClickInput => ({ label, weight }));
  const fields = acts.of('field').map(({ act: { label }, weight }): FieldInput => ({ label, weight }));
  const [leave] = acts.of('leave');
  return {
    path,
    ...(pauses.length > 1 && { pauseMs: quantilesOf(pauses, QUANTILES) }),
    clicks: [...links, ...controls],
    ...(fields.length > 0 && { fields }),
    ...(leave && { leaves: leave.weight }),
  };
}

/** The phase of the next event after a number of events. */
function phaseAt(events: number): number {
  return Math.max(
    0,
    PHASES.findLastIndex((first) => first <= events),
  );
}

/** Whether a page was opened without a page load: it then has no times and the previous page number. */
function isSoft(page: SeenPage, before: { readonly messageId?: number | undefined } | undefined): boolean {
  if (page.loadTime != null) return false;
  if (page.messageId === undefined || before?.messageId === undefined) return true;
  return Math.floor(page.messageId / PAGE) === Math.floor(before.messageId / PAGE);
}

/** The last item of a list stands for all further ones. */
function trim(counts: readonly number[]): number[] {
  const last = counts.findLastIndex((count, i) => i > 0 && count !== counts[i - 1]);
  return counts.slice(0, Math.max(0, last) + 1);
}
