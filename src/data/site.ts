import { States } from './condition.ts';
import type { LocaleFaker } from './locale-words.ts';
import type { CompletePage, CompleteSite } from './model/complete-site.ts';
import { fillPath, parametersOf } from './model/path-template.ts';
import type { ClickInput, FieldInput, Weight } from './model/site-schema.ts';
import { type Origin, toBase, toOrigin } from './origin.ts';
import type { Act, Control, Field, Link, Page, Place, Way } from './page.ts';
import { drawValues, type ParameterValue } from './parameter-values.ts';
import { Routes } from './routes.ts';
import { Texts } from './texts.ts';
import { buildTrips, type Trip } from './trip.ts';
import { Weighted } from './weighted.ts';
import type { Words } from './words/words.ts';

/** A search field as one visitor fills it in, with the page of results. */
export interface Search {
  readonly field: Field;
  readonly page: Page;
}

/** A project's site, as visitors walk through it. */
export interface Site {
  readonly host: string;
  readonly pages: readonly Page[];
  /** By the path as in the model. */
  readonly places: ReadonlyMap<string, Place>;
  readonly searches: readonly Search[];
  /** Where visits come from, by the name of the source. */
  readonly origins: ReadonlyMap<string, Weighted<Origin>>;
  /** Pages that visits start on, by the name of the source. */
  readonly entries: ReadonlyMap<string, Weighted<Page>>;
  readonly trips: ReadonlyMap<string, Trip>;
  readonly states: States;
  readonly routes: Routes;
  /** The numbers of events at which the phases of a visit start. */
  readonly phases: readonly number[];
  readonly speed: CompleteSite['speed'];
  readonly delays: CompleteSite['delays'];
  /** The most events of a visit. */
  readonly longest: number;
  /** The share of clicks on links that have a label. */
  readonly hits: number;
}

const MOST_PAGES = 2000;
const TYPED = 24;
const MASKED: readonly null[] = [null];

/** Builds a site from its model: pages, the links between them with their labels, and where visits start. */
export function buildSite(model: CompleteSite, faker: LocaleFaker, words: Words): Site {
  return new Builder(model, faker, words).build();
}

/** A page whose links are added once their targets exist, with the values that distinguish it. */
interface Draft {
  readonly page: { -readonly [Field in keyof Page]: Page[Field] };
  readonly values: Readonly<Record<string, ParameterValue>>;
}

class Builder {
  readonly #model: CompleteSite;
  readonly #words: Words;
  readonly #texts: Texts;
  readonly #states = new States();
  readonly #values: Readonly<Record<string, readonly ParameterValue[]>>;
  readonly #places = new Map<string, { -readonly [Field in keyof Place]: Place[Field] }>();
  readonly #drafts = new Map<Page, Draft>();

  constructor(model: CompleteSite, faker: LocaleFaker, words: Words) {
    this.#model = model;
    this.#words = words;
    this.#texts = new Texts(faker, { ...words.texts, ...model.words });
    this.#values = drawValues(model.parameters, this.#texts, words.spellings);
  }

  build(): Site {
    const { host, entries, sources, trips, phases, speed, delays, longest, hits } = this.#model;
    for (const page of this.#model.pages) this.#openPlace(page);
    for (const page of this.#model.pages) {
      const place = this.#placeOf(page.path);
      place.parent = page.parent === undefined ? undefined : this.#placeOf(page.parent);
      for (const each of place.pages) this.#furnish(each, page);
    }
    const origins = sources.map(({ name, referrers }) => {
      const weighted = referrers.map(({ url, weight = 1 }) => [toOrigin(this.#text(url)), weight] as const);
      return [name, new Weighted(weighted)] as const;
    });
    const entriesOf = (source: string) =>
      entries
        .filter((entry) => entry.sources?.includes(source) ?? true)
        .flatMap(({ page, weight = 1 }) => {
          const { pages } = this.#placeOf(page);
          return pages.map((each) => [each, weight / pages.length] as const);
        });
    const everywhere = sources.flatMap(({ name }) => entriesOf(name));
    return {
      ...{ host, phases, speed, delays, longest, hits },
      pages: [...this.#drafts.keys()],
      places: this.#places,
      searches: this.#searches(),
      origins: new Map(origins),
      entries: new Map(
        sources.map(({ name }) => {
          const own = entriesOf(name);
          return [name, new Weighted(own.length > 0 ? own : everywhere)];
        }),
      ),
      trips: buildTrips(trips, (path) => this.#placeOf(path)),
      states: this.#states,
      routes: new Routes(this.#places.values()),
    };
  }

  #openPlace(model: CompletePage): void {
    const { path, kind, singlePage } = model;
    const names = parametersOf(path);
    const pools = names.map((name) => this.#values[name] ?? []);
    const count = Math.min(MOST_PAGES, Math.max(1, ...pools.map((pool) => pool.length)));
    const isPersonal = names.some((name) => this.#model.parameters[name]?.personal);
    const pages: Page[] = [];
    const place = { path, kind, pages, isPersonal, isInApp: singlePage, parent: undefined };
    this.#places.set(path, place);
    for (let i = 0; i < count; i++) {
      const values = Object.fromEntries(
        names.flatMap((name, at) => {
          const pool = pools[at] ?? [];
          const value = pool[i % pool.length];
          return value ? [[name, value] as const] : [];
        }),
      );
      pages.push(this.#openPage(place, model, values));
    }
  }

  #openPage(place: Place, { path: template, title, pauseMs }: CompletePage, values: Draft['values']): Page {
    const filled = fillPath(template, (name, isInQuery) => (isInQuery ? values[name]?.inQuery : values[name]?.inPath));
    const path = spell(this.#model.host, filled);
    const page = {
      ...{
        place,
        path,
        basePath: toBase(path),
        origin: toOrigin(`https://${this.#model.host}${path}`),
        pause: pauseMs,
      },
      title: this.#texts.fill(title, (name) => values[name]?.title) ?? title,
      ...{ links: [], controls: [], fields: [], acts: [] },
      ...{ drawnLinks: new Weighted<Link>([]), drawnControls: new Weighted<Control>([]) },
    };
    this.#drafts.set(page, { page, values });
    return page;
  }

  /** Adds links, controls and fields to a page. */
  #furnish(page: Page, model: CompletePage): void {
    const draft = this.#drafts.get(page);
    if (!draft) return;
    const menu = model.menu ? this.#model.menu.filter(({ to }) => to !== model.path) : [];
    const clicks = [...model.clicks, ...menu];
    const links: [Link, Weight][] = [];
    const controls: [Control, Weight][] = [];
    for (const click of clicks) {
      const { to, weight = 1 } = click;
      if (to === undefined) {
        for (const control of this.#control(click, draft)) controls.push([control, weight]);
      } else {
        for (const link of this.#link(click, draft, this.#placeOf(to))) links.push([link, weight]);
      }
    }
    const fields = model.fields.map((field) => [this.#field(field), field.weight ?? 1] as const);
    const acts: readonly (readonly [Act, Weight])[] = [...links, ...controls, ...fields, ['leave', model.leaves]];
    draft.page.links = links.map(([link]) => link);
    draft.page.controls = controls.map(([control]) => control);
    draft.page.fields = fields.map(([field]) => field);
    draft.page.drawnLinks = new Weighted(links.map(([link, weight]) => [link, atPhase(weight, 0)]));
    draft.page.drawnControls = new Weighted(controls.map(([control, weight]) => [control, atPhase(weight, 0)]));
    draft.page.acts = this.#model.phases.map(
      (_, phase) => new Weighted(acts.map(([act, weight]) => [act, atPhase(weight, phase)])),
    );
  }

  *#control({ label, ...condition }: ClickInput, { page, values }: Draft): Generator<Control> {
    if (label === undefined || label === null) return;
    const text = this.#labelOn(label, page, values);
    if (!text) return;
    yield { type: 'control', name: label, label: text, ...this.#states.toCondition(condition) };
  }

  *#link(click: ClickInput, from: Draft, place: Place): Generator<Link> {
    const { label, soft = false, some } = click;
    const ways = this.#pagesFrom(from, place, some).flatMap((to): Way[] => {
      if (label === null) return [{ label: undefined, to }];
      const { values = {} } = this.#drafts.get(to) ?? {};
      return [{ label: this.#labelOn(label ?? '{title}', to, values) || undefined, to }];
    });
    if (ways.length === 0) return;
    const condition = this.#states.toCondition(click);
    yield {
      type: 'link',
      name: label ?? undefined,
      place,
      ways,
      wayTo: new Map(ways.map((way) => [way.to, way])),
      isSoft: soft,
      ...condition,
    };
  }

  /** The pages of a place that are linked from a page: those with the same parameters, or about the same. */
  #pagesFrom({ page, values }: Draft, place: Place, some: number | undefined): readonly Page[] {
    const others = place.pages.filter((other) => other !== page);
    // a link of a page to itself, as for a form
    if (others.length === 0) return place.pages;
    const index = page.place.pages.indexOf(page);
    if (place.isPersonal && place === page.place) return others;
    if (place === page.place) return cut(others, index, some);
    const shared = parametersOf(place.path).filter((name) => values[name] !== undefined);
    const same = others.filter((other) =>
      shared.every((name) => this.#drafts.get(other)?.values[name]?.inPath === values[name]?.inPath),
    );
    if (shared.length > 0 && same.length > 0) return same;
    return this.#related(values, others) ?? cut(others, index, some);
  }

  /** The pages whose parameter shares words with one of these values, best matches first. */
  #related(values: Draft['values'], pages: readonly Page[]): readonly Page[] | undefined {
    const name = Object.keys(values).find((each) => this.#model.parameters[each]?.of !== undefined);
    const of = name === undefined ? undefined : this.#model.parameters[name]?.of;
    if (name === undefined || of === undefined) return undefined;
    const { parts = {} } = values[name] ?? {};
    const scored = pages
      .map((page) => {
        const other = this.#drafts.get(page)?.values[of]?.parts ?? {};
        return { page, score: countShared(parts, other) };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    return scored.length > 0 ? scored.slice(0, MOST_FOUND).map(({ page }) => page) : undefined;
  }

  #labelOn(label: string, page: Page, values: Draft['values']): string | undefined {
    return this.#texts.fill(label, (name) => {
      if (name === 'title') return page.title;
      const value = values[name];
      if (value) return value.title;
      for (const { parts } of Object.values(values)) if (parts[name] !== undefined) return parts[name];
      return undefined;
    });
  }

  #field({ label, values, asks }: FieldInput): Field {
    const given = values === undefined ? undefined : typeof values === 'string' ? [values] : values;
    const drawn = given?.flatMap((value) =>
      /[{]/.test(value) ? Array.from({ length: TYPED }, () => this.#text(value)) : [value],
    );
    return { type: 'field', label: this.#text(label), values: drawn ?? MASKED, asks };
  }

  #searches(): readonly Search[] {
    const { search } = this.#model;
    if (!search) return [];
    const [parameter = ''] = parametersOf(search.page);
    const label = this.#text(search.label);
    return this.#placeOf(search.page).pages.map((page) => {
      const typed = this.#drafts.get(page)?.values[parameter]?.title ?? '';
      return { field: { type: 'field', label, values: [typed], asks: undefined }, page };
    });
  }

  #text(text: string): string {
    const lookUp = (name: string) => (name === 'searchEngine' ? this.#words.searchEngine : undefined);
    return this.#texts.fill(text, lookUp) ?? text;
  }

  #placeOf(path: string): { -readonly [Field in keyof Place]: Place[Field] } {
    const place = this.#places.get(path);
    // models are checked when they are read
    if (!place) throw new RangeError(`Failed to build the site: there is no page ${path}. Add it to the pages.`);
    return place;
  }
}

const MOST_FOUND = 5;

function countShared(parts: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): number {
  return Object.entries(parts).filter(([name, part]) => others[name] === part).length;
}

function atPhase(weight: Weight, phase: number): number {
  return typeof weight === 'number' ? weight : (weight[phase] ?? weight.at(-1) ?? 0);
}

/** Some neighbours on a shelf, wrapping around. */
function cut<T>(shelf: readonly T[], first: number, count: number | undefined): readonly T[] {
  if (count === undefined || count >= shelf.length) return shelf;
  const start = first % shelf.length;
  return [...shelf, ...shelf].slice(start, start + count);
}

/** Spells a path as browsers do. */
function spell(host: string, path: string): string {
  const { pathname, search } = new URL(path, `https://${host}`);
  return `${pathname}${search}`;
}
