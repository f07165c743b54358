import type { Random } from '../shared/random.ts';
import { FORM_FILLED, isPossible, LOGGED_IN, stateAfter } from './condition.ts';
import { type Device, drawDevice } from './device.ts';
import { logNormal } from './log-normal.ts';
import type { Origin } from './origin.ts';
import type { Control, Field, Link, Page, PageRole } from './page.ts';
import { drawPageLoad, NOT_MEASURED } from './page-load.ts';
import type { Person } from './person.ts';
import type { SessionLog } from './session-log.ts';
import type { Site } from './site.ts';

const OTHER_DEVICE = 0.1;
const HITS_LABEL = 0.85;
const TYPING_MS = 2500;
const LINKS_TRIED = 6;

/** Pages on which even the app of a single page is left. */
const OUTSIDE_APP: readonly PageRole[] = ['checkout', 'account'];

/** Where and how long somebody visits. */
export interface VisitOptions {
  readonly site: Site;
  readonly person: Person;
  readonly random: Random;
  readonly log: SessionLog;
  /** Epoch milliseconds of the first event. */
  readonly start: number;
  /** Epoch milliseconds of the latest event allowed. */
  readonly until: number;
  /** The most events, 1 or more. */
  readonly most: number;
}

/**
 * A person on the site. Whatever they are told to do, they do by way of what is on the page they are on. Each way to go
 * on tells whether it was done; when it was not, time is up, they have had enough, or there is no way.
 */
export class Visitor {
  readonly site: Site;
  readonly random: Random;
  readonly #person: Person;
  readonly #log: SessionLog;
  readonly #until: number;
  readonly #device: Device;
  #page: Page;
  #clock: number;
  /** When the page has loaded: nobody does anything on it before. */
  #loaded = 0;
  /** How many more events there may be. */
  #left: number;
  /** What was clicked last that stayed on the page: nobody tries it again at once. */
  #pressed: Control | undefined;
  /** What the visit has come to, as bits of `condition.ts`. */
  #state: number;

  /** Opens the first page. */
  constructor({ site, person, random, log, start, until, most }: VisitOptions, entry: Page, origin: Origin) {
    this.site = site;
    this.random = random;
    this.#person = person;
    this.#log = log;
    this.#until = until;
    this.#device = random.chance(OTHER_DEVICE) ? drawDevice(random) : person.device;
    this.#state = random.chance(person.habits.loggedIn) ? LOGGED_IN : 0;
    this.#clock = start;
    this.#left = most;
    this.#page = entry;
    this.#arrive(entry, origin, false);
  }

  /** Epoch milliseconds of what was done last. */
  get time(): number {
    return this.#clock;
  }

  /** The page the visitor is on. */
  get page(): Page {
    return this.#page;
  }

  get isLoggedIn(): boolean {
    return (this.#state & LOGGED_IN) !== 0;
  }

  /** One of the products this person comes back to, `place` from 0. */
  favourite(place: number): Page {
    const { products } = this.site;
    const number = this.#person.favourites[place % this.#person.favourites.length] ?? 0;
    // products are never empty: each shop has the documented one
    return products[(number + place) % products.length] as Page;
  }

  /** Goes to a page, over those that lead there. */
  goTo(target: Page): boolean {
    if (this.#page === target) return true;
    const link = this.#linkTo(target);
    if (link) return this.follow(link);
    const { parent } = target;
    if (parent === undefined || parent === this.#page || !this.goTo(parent)) return false;
    const onward = this.#linkTo(target);
    return onward !== undefined && this.follow(onward);
  }

  /** Fills in the form of the page and sends it, which leads to `target`. */
  submit(target: Page): boolean {
    return this.fillForm() && this.follow(this.#linkTo(target));
  }

  /** Clicks on what stays on the page. */
  press(control: Control): boolean {
    if (!isPossible(control, this.#state) || this.#left === 0 || !this.#think()) return false;
    this.#click(control.label);
    this.#pressed = control;
    this.#state = stateAfter(control, this.#state);
    return true;
  }

  /** Clicks on something of the page that stays on it and puts nothing into the cart, if there is anything. */
  play(): boolean {
    const { controls } = this.#page;
    if (controls.length === 0) return true;
    const control = this.random.pick(controls);
    const isIdle = control.sets === 0 && control !== this.#pressed && isPossible(control, this.#state);
    return !isIdle || this.press(control);
  }

  /** Follows a link that people follow here, to a page of one of the roles where there is one. */
  drift(roles: readonly PageRole[]): boolean {
    let possible: Link | undefined;
    for (let tried = 0; tried < LINKS_TRIED; tried++) {
      const link = this.random.pick(this.#page.links);
      if (!isPossible(link, this.#state)) continue;
      possible = link;
      if (roles.includes(link.to.role)) break;
    }
    return this.follow(possible);
  }

  /** Follows a link: the click and the page it leads to come together or not at all. */
  follow(link: Link | undefined): boolean {
    if (link === undefined || this.#left === 0) return false;
    const soft = this.#isSoft(link);
    const pause = this.#drawPause();
    const delay = soft ? this.random.between(15, 180) : this.random.between(80, 900);
    if (this.#clock + pause + delay > this.#until) return false;
    this.#pass(pause);
    // A click on a picture has no label and is not stored (`observed: v1`).
    if (this.#left > 1 && this.random.chance(HITS_LABEL)) this.#click(link.label);
    this.#pass(delay);
    this.#state = stateAfter(link, this.#state);
    this.#go(link.to, soft);
    return true;
  }

  /** Fills in all fields of the page. */
  fillForm(): boolean {
    for (const field of this.#page.fields) {
      if (!this.#fillIn(field)) return false;
    }
    this.#state |= FORM_FILLED;
    return true;
  }

  /** Searches for something: sent with the Enter key, so without a click. */
  search(): boolean {
    const { field, page } = this.random.pick(this.site.searches);
    if (page === this.#page || this.#left < 2) return false;
    const delay = this.random.between(150, 900);
    if (!this.#fillIn(field) || !this.#pass(delay)) return false;
    this.#go(page, this.#staysInApp(page));
    return true;
  }

  #linkTo(target: Page): Link | undefined {
    return this.#page.links.find((link) => link.to === target && isPossible(link, this.#state));
  }

  #isSoft({ soft, to }: Link): boolean {
    return soft || this.#staysInApp(to);
  }

  #staysInApp(to: Page): boolean {
    return this.#person.habits.app && !OUTSIDE_APP.includes(to.role) && !OUTSIDE_APP.includes(this.#page.role);
  }

  #go(to: Page, soft: boolean): void {
    const { origin } = this.#page;
    this.#page = to;
    this.#pressed = undefined;
    this.#state &= ~FORM_FILLED;
    this.#arrive(to, origin, soft);
  }

  #arrive(page: Page, origin: Origin, soft: boolean): void {
    if (!soft) {
      this.#log.turnPage();
      this.#log.skip(this.random.between(120, 1900));
    }
    const load = soft ? NOT_MEASURED : drawPageLoad(this.random, this.#device);
    this.#log.location(this.#clock, page, origin, load);
    this.#loaded = this.#clock + (load.loadTime ?? 0);
    this.#left--;
  }

  #fillIn({ label, values, asks }: Field): boolean {
    if (this.#left === 0 || !this.#pass(this.#drawTime(TYPING_MS))) return false;
    const { name, hand } = this.#person;
    this.#log.input(this.#clock, label, (asks && name?.[asks]) ?? values[hand % values.length] ?? null);
    this.#left--;
    return true;
  }

  #click(label: string): void {
    this.#log.click(this.#clock, label);
    this.#left--;
  }

  #think(): boolean {
    return this.#pass(this.#drawPause());
  }

  #drawPause(): number {
    return this.#drawTime(this.#page.pauseMs * this.#device.pause);
  }

  #drawTime(median: number): number {
    return Math.max(logNormal(this.random, median), this.#loaded - this.#clock);
  }

  /** Lets time pass, unless it would pass the end. */
  #pass(ms: number): boolean {
    if (this.#clock + ms > this.#until) return false;
    this.#clock += ms;
    this.#log.skip(Math.floor(ms / 64) + this.random.below(24));
    return true;
  }
}
