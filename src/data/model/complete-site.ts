import type { Locale } from './locales.ts';
import { buttonOf, confirms, controlsOf, fieldsOf, isForMembers, kindOf, pauseOf } from './page-defaults.ts';
import { type CompleteParameter, completeParameter } from './parameter-defaults.ts';
import {
  endsInParameter,
  isBelow,
  lastWordOf,
  parametersOf,
  segmentsOf,
  toSingular,
  toTitle,
} from './path-template.ts';
import type {
  ClickInput,
  FieldInput,
  PageInput,
  SiteInput,
  SourceInput,
  Spread,
  TripInput,
  VisitorInput,
  Weight,
} from './site-schema.ts';
import { aimlessTrips, tripNameOf, tripTo, USUAL_SOURCES, usualVisitors } from './visitor-defaults.ts';
import type { Word } from './word.ts';

/** A page with all fields. */
export interface CompletePage {
  readonly path: string;
  readonly title: string;
  readonly kind: string;
  readonly pauseMs: Spread;
  readonly singlePage: boolean;
  readonly menu: boolean;
  readonly parent: string | undefined;
  readonly clicks: readonly ClickInput[];
  readonly fields: readonly FieldInput[];
  readonly leaves: Weight;
}

/** A kind of visitor with all fields. */
export interface CompleteVisitor {
  readonly name: string;
  readonly summary: string;
  readonly share: number;
  readonly sessions: readonly [number, number];
  readonly spanDays: readonly [number, number];
  readonly rhythm: 'private' | 'office' | 'mixed';
  readonly sources: Readonly<Record<string, number>>;
  readonly trips: Readonly<Record<string, number>>;
  readonly finale: Readonly<Record<string, number>>;
  readonly singlePage: boolean;
  readonly has: Readonly<Record<string, number>>;
}

/** A site with all fields. */
export interface CompleteSite extends Pick<SiteInput, 'host' | 'search'> {
  /** The words of the model in one language. */
  readonly words: Readonly<Record<string, Word>>;
  readonly pages: readonly CompletePage[];
  readonly menu: readonly ClickInput[];
  readonly parameters: Readonly<Record<string, CompleteParameter>>;
  readonly entries: NonNullable<SiteInput['entries']>;
  readonly sources: readonly SourceInput[];
  readonly visitors: readonly CompleteVisitor[];
  readonly trips: Readonly<Record<string, TripInput>>;
  readonly phases: readonly number[];
  readonly speed: NonNullable<SiteInput['speed']>;
  readonly delays: NonNullable<SiteInput['delays']>;
  readonly longest: number;
  readonly hits: number;
}

const HITS_LABEL = 0.85;
/** The most events of a visit. */
const LONGEST_VISIT = 60;
const MENU_ENTRIES = 7;
/** The kit's own words in each language. */
const KNOWN_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  ['help', 'contact', 'blog', 'shop', 'cart', 'search', 'orders', 'dashboard'].map((word) => [word, `{${word}}`]),
);
const LOGGED_IN = 'loggedIn';

/** Fills in what a model leaves out, in a language, so that people can walk the site. */
export function completeSite(given: SiteInput, locale: Locale): CompleteSite {
  const outline = new Outline(given);
  const pages = outline.paths.map((path) => outline.page(path));
  const kinds = [...new Set(pages.filter(({ path }) => outline.isOpen(path)).map(({ kind }) => kind))];
  const goals = pages
    .filter(({ path, kind }) => !confirms(path) && kind !== 'home')
    .map(({ path, kind, clicks }) => ({
      ...{ path, kind, hasParameters: parametersOf(path).length > 0 },
      hasForm: clicks.some(({ needs }) => needs?.includes('formFilled')),
    }));
  const sought =
    goals.length > 0 ? goals : pages.map(({ path, kind }) => ({ path, kind, hasForm: false, hasParameters: false }));
  const sources = given.sources ?? USUAL_SOURCES;
  const visitors = given.visitors ?? usualVisitors(sought, outline.login !== undefined);
  const seeking = sought.map((goal) => [tripNameOf(goal.path), tripTo(goal, kinds)] as const);
  return {
    host: given.host,
    words: wordsIn(locale, given.words ?? {}),
    search: given.search ?? outline.search(),
    pages,
    menu: given.menu ?? outline.menu(),
    parameters: outline.parameters,
    entries: given.entries ?? outline.entries(),
    sources,
    visitors: visitors.map((visitor) => completeVisitor(visitor, given, sources)),
    trips: { ...aimlessTrips(kinds), ...Object.fromEntries(seeking), ...given.trips },
    phases: given.phases ?? [1],
    speed: given.speed ?? 'usual',
    delays: given.delays ?? {},
    longest: given.longest ?? LONGEST_VISIT,
    hits: given.hits ?? HITS_LABEL,
  };
}

/** The words of a language, or else those in English, or the first ones. */
function wordsIn(locale: Locale, words: NonNullable<SiteInput['words']>): Readonly<Record<string, Word>> {
  return words[locale] ?? words.en ?? Object.values(words)[0] ?? {};
}

function completeVisitor(visitor: VisitorInput, site: SiteInput, sources: readonly SourceInput[]): CompleteVisitor {
  const { name, summary = name, share = 1, sessions = [1, 6], spanDays = [1, 60], rhythm = 'mixed' } = visitor;
  const all = Object.fromEntries(sources.map((source) => [source.name, source.weight ?? 1]));
  const known = Object.fromEntries(Object.entries(visitor.sources ?? all).filter(([source]) => source in all));
  const seeking = (visitor.seeks ?? []).map((path) => [tripNameOf(path), 1] as const);
  const trips = { ...visitor.trips, ...Object.fromEntries(seeking) };
  const wanted = Object.keys(trips).length > 0 ? trips : { stroll: 1 };
  return {
    ...{ name, summary, share, sessions, spanDays, rhythm },
    sources: Object.keys(known).length > 0 ? known : all,
    trips: wanted,
    finale: visitor.finale ?? wanted,
    singlePage: visitor.singlePage ?? site.singlePage ?? false,
    has: visitor.has ?? {},
  };
}

/** What the paths of a site reveal about it. */
class Outline {
  readonly paths: readonly string[];
  readonly parameters: Readonly<Record<string, CompleteParameter>>;
  /** The page on which people log in. */
  readonly login: string | undefined;
  readonly #given: SiteInput;
  readonly #pages: ReadonlyMap<string, PageInput>;
  readonly #home: string;

  constructor(given: SiteInput) {
    this.#given = given;
    this.#pages = new Map(
      given.pages.map((page) => (typeof page === 'string' ? [page, { path: page }] : [page.path, page])),
    );
    this.paths = [...this.#pages.keys()];
    this.#home =
      this.paths.find((path) => segmentsOf(path).length === 0 && !path.includes('?')) ?? this.paths[0] ?? '/';
    const names = new Set([...Object.keys(given.parameters ?? {}), ...this.paths.flatMap(parametersOf)]);
    this.parameters = Object.fromEntries(
      [...names].map((name) => [name, completeParameter(name, given.parameters?.[name])]),
    );
    this.login = this.paths.find((path) => this.#kindOf(path) === 'login');
  }

  page(path: string): CompletePage {
    const given = this.#pages.get(path) ?? { path };
    const kind = this.#kindOf(path);
    const fields = given.fields ?? (given.clicks ? [] : fieldsOf(kind));
    return {
      path,
      kind,
      title: this.#titleOf(path),
      pauseMs: given.pauseMs ?? pauseOf(kind),
      singlePage: given.singlePage ?? true,
      menu: given.menu ?? true,
      parent: given.parent ?? this.#parentOf(path),
      clicks: given.clicks ?? this.#clicksOf(path, kind),
      fields,
      leaves: given.leaves ?? 0,
    };
  }

  /** Whether a page is public. */
  isOpen(path: string): boolean {
    return this.login === undefined || !this.#isForMembers(path);
  }

  menu(): ClickInput[] {
    const pages = this.paths.filter(
      (path) =>
        path !== this.#home &&
        path !== this.login &&
        segmentsOf(path).length === 1 &&
        !this.#hasHole(path) &&
        !confirms(path),
    );
    const listed = [this.#home, ...pages.slice(0, MENU_ENTRIES), ...(this.login ? [this.login] : [])];
    return listed.map((path) => this.#linkTo(path, path === this.#home || path === this.login ? 1 : 3));
  }

  search(): SiteInput['search'] {
    const page = this.paths.find((path) => this.#kindOf(path) === 'search' && parametersOf(path).length === 1);
    return page === undefined ? undefined : { label: '{search}', page };
  }

  entries(): NonNullable<SiteInput['entries']> {
    const open = this.paths.filter((path) => this.isOpen(path) && !confirms(path) && this.#kindOf(path) !== 'search');
    const sources = this.#given.sources;
    if (sources) return [{ page: this.#home, weight: 4 }, ...open.map((page) => ({ page, weight: 1 }))];
    const others = open.filter((path) => path !== this.#home && !['login', 'sign-up'].includes(this.#kindOf(path)));
    const deep = others.filter((path) => this.#hasHole(path) || this.#kindOf(path) === 'page');
    return [
      { page: this.#home, weight: 8, sources: ['direct'] },
      ...(this.login ? [{ page: this.login, weight: 4, sources: ['direct'] }] : []),
      ...others.slice(0, 3).map((page) => ({ page, weight: 1, sources: ['direct'] })),
      { page: this.#home, weight: 3, sources: ['search', 'newsletter', 'link'] },
      ...(deep.length > 0 ? deep : others).map((page) => ({
        page,
        weight: 2,
        sources: ['search', 'newsletter', 'link'],
      })),
    ];
  }

  #clicksOf(path: string, kind: string): ClickInput[] {
    const inMenu = new Set((this.#given.menu ?? this.menu()).map(({ to }) => to));
    const children = this.paths.filter(
      (other) => this.#parentOf(other) === path && !confirms(other) && !inMenu.has(other),
    );
    const parent = this.#parentOf(path);
    const button = buttonOf(kind);
    return [
      ...controlsOf(kind),
      ...children.map((child) => this.#linkTo(child, this.#hasHole(child) ? 10 : 4)),
      ...(parent !== undefined && parent !== this.#home ? [this.#linkTo(parent, 3)] : []),
      ...(kind === 'detail' || kind === 'article' ? [{ ...this.#linkTo(path, 2), some: 3 }] : []),
      ...(kind === 'search' ? this.#foundPages().map((found) => ({ ...this.#linkTo(found, 20), some: 5 })) : []),
      ...(button === undefined ? [] : [this.#toSend(path, kind, button)]),
    ];
  }

  /**
   * The button that submits the form of a page: it leads to the confirmation page, or where the visitor wanted to go.
   */
  #toSend(path: string, kind: string, label: string): ClickInput {
    const needs = ['formFilled'];
    if (kind === 'login') {
      const within = this.paths.find((other) => this.#isForMembers(other) && !this.#hasHole(other));
      return { label, to: within ?? this.#home, weight: 20, needs, unless: [LOGGED_IN], sets: [LOGGED_IN] };
    }
    const thanks = this.paths.find((other) => isBelow(other, path) && confirms(other));
    if (thanks !== undefined) return { label, to: thanks, weight: 20, needs };
    if (kind === 'sign-up') return { label, to: this.#home, weight: 20, needs, sets: [LOGGED_IN] };
    return { label, weight: 20, needs };
  }

  #foundPages(): string[] {
    const found = this.paths.filter((path) => ['detail', 'article'].includes(this.#kindOf(path)) && this.isOpen(path));
    return found.length > 0
      ? found.slice(0, 3)
      : this.paths.filter((path) => this.#kindOf(path) === 'page').slice(0, 3);
  }

  #linkTo(path: string, weight: number): ClickInput {
    if (path === this.login) return { to: path, weight, unless: [LOGGED_IN] };
    return { to: path, weight, ...(!this.isOpen(path) && { needs: [LOGGED_IN] }) };
  }

  #isForMembers(path: string): boolean {
    return isForMembers(path, this.#kindOf(path), (name) => this.parameters[name]?.personal ?? false);
  }

  /** Whether this path has several pages. */
  #hasHole(path: string): boolean {
    return parametersOf(path).length > 0;
  }

  #kindOf(path: string): string {
    const given = this.#pages.get(path)?.kind;
    if (given !== undefined) return given;
    if (path === this.#home) return 'home';
    const hasChildren = this.paths.some((other) => isBelow(other, path) && !confirms(other));
    const kind = kindOf(path, hasChildren);
    // there is one login page
    return kind === 'login' && this.login !== undefined && this.login !== path ? 'page' : kind;
  }

  #titleOf(path: string): string {
    const given = this.#pages.get(path)?.title;
    if (given !== undefined) return given;
    const title = this.#shortTitleOf(path);
    const isShared = this.paths.some((other) => other !== path && this.#shortTitleOf(other) === title);
    return isShared && path !== this.#home ? longTitleOf(path) : title;
  }

  #shortTitleOf(path: string): string {
    if (path === this.#home) return '{home}';
    if (path === this.login) return '{logIn}';
    const word = lastWordOf(path);
    const parameter = parametersOf(path).at(-1);
    if (endsInParameter(path) && parameter !== undefined) {
      const isNumber = this.parameters[parameter]?.pattern !== undefined;
      return isNumber && word !== undefined ? `${toTitle(toSingular(word))} {${parameter}}` : `{${parameter}}`;
    }
    return word === undefined ? '{search}' : (KNOWN_TITLES[word] ?? toTitle(word));
  }

  /** The closest parent page of a path. */
  #parentOf(path: string): string | undefined {
    if (path === this.#home) return undefined;
    const above = this.paths.filter((other) => isBelow(path, other) && !other.includes('?'));
    return above.sort((a, b) => segmentsOf(b).length - segmentsOf(a).length)[0] ?? this.#home;
  }
}

/** A title unique to the path: all its parts, with parameters kept. */
function longTitleOf(path: string): string {
  const words = segmentsOf(path).filter((segment) => !segment.includes('{'));
  const parameters = parametersOf(path).map((name) => `{${name}}`);
  return [words.length > 0 ? toTitle(words.join(' ')) : '{search}', ...parameters].join(' ').trim();
}
