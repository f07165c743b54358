import type { Random } from '../shared/random.ts';
import { FORM_FILLED, isPossible, stateAfter } from './condition.ts';
import { type Device, drawDevice } from './device.ts';
import { logNormal } from './log-normal.ts';
import type { Spread } from './model/site-schema.ts';
import type { Origin } from './origin.ts';
import type { Act, Control, Field, Link, Page, Place, Way } from './page.ts';
import { drawPageLoad, NOT_MEASURED } from './page-load.ts';
import type { Person } from './person.ts';
import type { SessionLog } from './session-log.ts';
import type { Site } from './site.ts';
import { drawSpread } from './spread.ts';
import type { Walker } from './trip.ts';

const OTHER_DEVICE = 0.1;
const TYPING_MS = 2500;
const ACTS_TRIED = 6;
/** Maximum number of pages and states passed on the way to a page. */
const LONGEST_WAY = 8;

/** Options of a visit. */
export interface VisitOptions {
  readonly site: Site;
  readonly person: Person;
  readonly random: Random;
  readonly log: SessionLog;
  /** Epoch milliseconds of the first event. */
  readonly start: number;
  /** Epoch milliseconds of the latest event allowed. */
  readonly until: number;
  /** Maximum number of events, 1 or more. */
  readonly most: number;
}

/** One of the pages of a place that a person comes back to, `number` from 0. */
export function favouriteOf({ favourites }: Person, { pages }: Place, number: number): Page {
  const drawn = favourites[number % favourites.length] ?? 0;
  return pages[(drawn + number) % pages.length] as Page; // a place has pages
}

/**
 * A person on the site, who can only act on what is on the current page. Each method returns whether it was done; if
 * not, time is up, they have had enough, or there is no route.
 */
export class Visitor implements Walker {
  readonly site: Site;
  readonly random: Random;
  readonly #person: Person;
  readonly #log: SessionLog;
  readonly #until: number;
  readonly #most: number;
  readonly #device: Device;
  readonly #formFilled: number;
  #page: Page;
  #clock: number;
  /** When the page has loaded; no act happens before. */
  #loaded = 0;
  /** Number of events left. */
  #left: number;
  /** The last clicked control, which is not clicked again at once. */
  #pressed: Control | undefined;
  /** The states of the visit, as bits. */
  #state = 0;

  /** Opens the first page. */
  constructor({ site, person, random, log, start, until, most }: VisitOptions, entry: Page, origin: Origin) {
    this.site = site;
    this.random = random;
    this.#person = person;
    this.#log = log;
    this.#until = until;
    this.#most = most;
    this.#device = random.chance(OTHER_DEVICE) ? drawDevice(random) : person.device;
    this.#formFilled = site.states.bit(FORM_FILLED);
    for (const [name, probability] of Object.entries(person.habits.has)) {
      if (random.chance(probability)) this.#state |= site.states.bit(name);
    }
    this.#clock = start;
    this.#left = most;
    this.#page = entry;
    this.#arrive(entry, origin, false);
  }

  /** Epoch milliseconds of the last act. */
  get time(): number {
    return this.#clock;
  }

  /**
   * Goes to a page of a place via the pages that lead there, doing what is required on the way.
   *
   * @param own - which of the pages that this person comes back to, from 0; any if left out, and none if they are on
   * one.
   */
  goTo(place: Place, own?: number): boolean {
    if (own === undefined && this.#page.place === place) return true;
    const isFixed = own !== undefined || place.isPersonal;
    return this.#reach(place, isFixed ? favouriteOf(this.#person, place, own ?? 0) : undefined, LONGEST_WAY);
  }

  /** Fills in the form of the page and submits it. */
  submit(): boolean {
    if (!this.fillForm()) return false;
    const sends = ({ needs }: Link | Control) => (needs & this.#formFilled) !== 0;
    const act = [...this.#page.links, ...this.#page.controls].find(
      (each) => sends(each) && isPossible(each, this.#state),
    );
    return this.#do(act);
  }

  /** Clicks on the element with a label, as in the model. */
  click(name: string): boolean {
    const named = (each: Link | Control) => each.name === name;
    const act = this.#page.controls.find(named) ?? this.#page.links.find(named);
    return this.#do(act);
  }

  /** Clicks on something that stays on the page and has no effect, if there is anything. */
  play(): boolean {
    const control = this.#page.drawnControls.draw(this.random);
    if (control === undefined) return true;
    const isIdle = control.sets === 0 && control !== this.#pressed && isPossible(control, this.#state);
    return !isIdle || this.#press(control);
  }

  /** Follows a usual link of this page, to a page of one of the kinds if there is one. */
  drift(kinds: readonly string[]): boolean {
    let possible: Link | undefined;
    for (let tried = 0; tried < ACTS_TRIED; tried++) {
      const link = this.#page.drawnLinks.draw(this.random);
      if (link === undefined || !isPossible(link, this.#state)) continue;
      possible = link;
      if (kinds.includes(link.place.kind)) break;
    }
    return this.#do(possible);
  }

  /** Chooses acts by weight, page by page, until the visit ends. */
  walk(): boolean {
    for (let tried = 0; tried < ACTS_TRIED && this.#left > 0; tried++) {
      const act = this.#page.acts[this.#phase()]?.draw(this.random);
      if (act === undefined || act === 'leave') return true;
      if (act.type !== 'field' && !isPossible(act, this.#state)) continue;
      if (!this.#perform(act)) return false;
      tried = -1;
    }
    return true;
  }

  /** Fills in all fields of the page. */
  fillForm(): boolean {
    for (const field of this.#page.fields) {
      if (!this.#fillIn(field, TYPING_MS)) return false;
    }
    this.#state |= this.#formFilled;
    return true;
  }

  /** Searches for something, submitting with Enter and so without a click. */
  search(): boolean {
    if (this.site.searches.length === 0) return false;
    const { field, page } = this.random.pick(this.site.searches);
    if (page === this.#page || this.#left < 2) return false;
    const delay = this.random.between(150, 900);
    if (!this.#fillIn(field, TYPING_MS) || !this.#pass(delay)) return false;
    this.#go(page, this.#staysInApp(page.place));
    return true;
  }

  #phase(): number {
    const { phases } = this.site;
    const done = this.#most - this.#left;
    let phase = phases.length - 1;
    while (phase > 0 && (phases[phase] ?? 0) > done) phase--;
    return phase;
  }

  #reach(place: Place, target: Page | undefined, left: number): boolean {
    if (target === undefined ? this.#page.place === place : this.#page === target) return true;
    if (left === 0) return false;
    const links = this.#page.links.filter(
      (link) => link.place === place && (target === undefined || link.wayTo.has(target)),
    );
    const link =
      links.find((each) => isPossible(each, this.#state)) ?? links.find(({ unless }) => !(unless & this.#state));
    if (link) {
      if (isPossible(link, this.#state)) return this.#follow(link, target);
      return this.#attain(link.needs & ~this.#state, left - 1) && this.#reach(place, target, left - 1);
    }
    const { parent } = place;
    const hop =
      parent !== undefined && parent !== this.#page.place ? parent : this.site.routes.next(this.#page.place, place);
    if (hop === undefined || hop === place || hop === this.#page.place) return false;
    const through = hop.isPersonal ? favouriteOf(this.#person, hop, 0) : undefined;
    return this.#reach(hop, through, left - 1) && this.#reach(place, target, left - 1);
  }

  /** Sets missing states of the visit. */
  #attain(missing: number, left: number): boolean {
    if (left <= 0) return false;
    if ((missing & this.#formFilled) !== 0 && !this.fillForm()) return false;
    for (let bits = missing & ~this.#formFilled; bits !== 0; bits &= bits - 1) {
      const bit = bits & -bits;
      const provider = this.site.routes.providerOf(bit, this.#page.place);
      if (!provider || !this.#reach(provider.place, undefined, left - 1)) return false;
      const { links, controls } = this.#page;
      const act = [...links, ...controls].find(({ sets, unless }) => (sets & bit) !== 0 && !(unless & this.#state));
      if (!act || !this.#attain(act.needs & ~this.#state, left - 1) || !this.#do(act)) return false;
    }
    return true;
  }

  #do(act: Link | Control | undefined): boolean {
    if (act === undefined || !isPossible(act, this.#state)) return false;
    return act.type === 'link' ? this.#follow(act) : this.#press(act);
  }

  #perform(act: Exclude<Act, 'leave'>): boolean {
    return act.type === 'field' ? this.#fillIn(act, this.#page.pause) : this.#do(act);
  }

  /** Clicks on a control, which stays on the page. */
  #press(control: Control): boolean {
    if (this.#left === 0 || !this.#pass(this.#drawPause())) return false;
    this.#click(control.label);
    this.#pressed = control;
    this.#state = stateAfter(control, this.#state);
    return true;
  }

  /** Follows a link: the click and its page are recorded together or not at all. */
  #follow(link: Link, target?: Page): boolean {
    const way = this.#wayOf(link, target);
    if (way === undefined || this.#left === 0) return false;
    const soft = link.isSoft || this.#staysInApp(link.place);
    const pause = this.#drawPause();
    const delay = this.#drawDelay(soft, way);
    if (this.#clock + pause + delay > this.#until) return false;
    this.#pass(pause);
    // A click on a picture has no label and is not stored (`observed: v1`).
    if (way.label !== undefined && this.#left > 1 && this.random.chance(this.site.hits)) this.#click(way.label);
    this.#pass(delay);
    this.#state = stateAfter(link, this.#state);
    this.#go(way.to, soft);
    return true;
  }

  /** The target of a link for this person: if the pages are personal, one of their own. */
  #wayOf({ place, ways, wayTo }: Link, target: Page | undefined): Way | undefined {
    if (target !== undefined) return wayTo.get(target);
    if (ways.length === 1) return ways[0];
    if (!place.isPersonal) return this.random.pick(ways);
    return wayTo.get(favouriteOf(this.#person, place, 0)) ?? wayTo.get(favouriteOf(this.#person, place, 1));
  }

  #staysInApp(to: Place): boolean {
    return this.#person.habits.singlePage && to.isInApp && this.#page.place.isInApp;
  }

  #go(to: Page, soft: boolean): void {
    const { origin } = this.#page;
    this.#page = to;
    this.#pressed = undefined;
    this.#state &= ~this.#formFilled;
    this.#arrive(to, origin, soft);
  }

  #arrive(page: Page, origin: Origin, soft: boolean): void {
    if (!soft) {
      this.#log.turnPage();
      this.#log.skip(this.random.between(120, 1900));
    }
    const load = soft ? NOT_MEASURED : drawPageLoad(this.random, this.#device, this.site.speed);
    this.#log.location(this.#clock, page, origin, load);
    this.#loaded = this.#clock + (load.loadTime ?? 0);
    this.#left--;
  }

  #fillIn({ label, values, asks }: Field, time: Spread): boolean {
    if (this.#left === 0 || !this.#pass(this.#drawTime(time, 1))) return false;
    const { name, hand } = this.#person;
    this.#log.input(this.#clock, label, (asks && name?.[asks]) ?? values[hand % values.length] ?? null);
    this.#left--;
    return true;
  }

  #click(label: string): void {
    this.#log.click(this.#clock, label);
    this.#left--;
  }

  #drawPause(): number {
    return this.#drawTime(this.#page.pause, this.#device.pause);
  }

  /** Time from a click on a link to its page. */
  #drawDelay(soft: boolean, { label }: Way): number {
    // quantiles cover the whole time to the next event
    if (label === undefined && typeof this.#page.pause !== 'number') return 0;
    const { delays } = this.site;
    const spread = soft ? delays.soft : delays.loaded;
    if (spread !== undefined) return drawSpread(this.random, spread, 1);
    return soft ? this.random.between(15, 180) : this.random.between(80, 900);
  }

  #drawTime(spread: Spread, factor: number): number {
    if (typeof spread !== 'number') return drawSpread(this.random, spread, factor);
    return Math.max(logNormal(this.random, spread * factor), this.#loaded - this.#clock);
  }

  /** Advances time, unless that would exceed the end. */
  #pass(ms: number): boolean {
    if (this.#clock + ms > this.#until) return false;
    this.#clock += ms;
    this.#log.skip(Math.floor(ms / 64) + this.random.below(24));
    return true;
  }
}
