import { logNormal } from './log-normal.ts';
import type { Origin } from './origin.ts';
import type { Field, Page } from './page.ts';
import { drawPageLoad, NOT_MEASURED, SLOWNESS } from './page-load.ts';
import type { Random } from './random.ts';
import type { SessionLog } from './session-log.ts';
import type { Site } from './site.ts';

/** The most events of a visit. */
export const LONGEST_VISIT = 60;

const BOUNCE = 0.12;
const USUAL_EVENTS = 7;
const FILLS_FORM = 0.5;
const SEARCHES = 0.06;
const STAYS = 0.3;
const HITS_LABEL = 0.8;
const TYPING_MS = 2500;

/** A person on the site: what they do next depends on the page they are on. */
class Visitor {
  readonly #site: Site;
  readonly #random: Random;
  readonly #log: SessionLog;
  readonly #until: number;
  readonly #slowness: number;
  #page: Page;
  #clock: number;
  /** How many more events there may be. */
  #left: number;

  constructor(site: Site, random: Random, log: SessionLog, span: { readonly start: number; readonly until: number }) {
    this.#site = site;
    this.#random = random;
    this.#log = log;
    this.#until = span.until;
    this.#slowness = random.pick(SLOWNESS);
    this.#clock = span.start;
    this.#left = random.chance(BOUNCE) ? 1 : 1 + Math.min(logNormal(random, USUAL_EVENTS), LONGEST_VISIT - 1);
    this.#page = random.pick(site.entries);
  }

  /** Walks until the visitor has had enough, or time is up; gives the time of the end. */
  walk(): number {
    this.#arrive(this.#page, this.#random.pick(this.#site.origins), false);
    let goesOn = this.#left > 0;
    while (goesOn) goesOn = this.#act() && this.#left > 0;
    return this.#clock;
  }

  #act(): boolean {
    const random = this.#random;
    if (random.chance(SEARCHES)) {
      const { field, page } = random.pick(this.#site.searches);
      // Sent with the Enter key: no click.
      return this.#fillIn(field) && this.#left > 0 && this.#pass(random.between(150, 900)) && this.#go(page, false);
    }
    if (this.#page.controls.length > 0 && random.chance(STAYS)) {
      return this.#pass(logNormal(random, this.#page.pauseMs)) && this.#click(random.pick(this.#page.controls));
    }
    return this.#follow();
  }

  /** Follows a link: the click and the page it leads to come together or not at all. */
  #follow(): boolean {
    const random = this.#random;
    const { label, to, soft } = random.pick(this.#page.links);
    const pause = logNormal(random, this.#page.pauseMs);
    const delay = soft ? random.between(15, 180) : random.between(80, 900);
    if (this.#clock + pause + delay > this.#until) return false;
    this.#pass(pause);
    // A click on a picture has no label and is not stored (`observed: v1`).
    if (this.#left > 1 && random.chance(HITS_LABEL)) this.#click(label);
    this.#pass(delay);
    return this.#go(to, soft);
  }

  #go(to: Page, soft: boolean): boolean {
    const { origin } = this.#page;
    this.#page = to;
    this.#arrive(to, origin, soft);
    return to.fields.length === 0 || !this.#random.chance(FILLS_FORM) || this.#fillForm(to);
  }

  #arrive(page: Page, origin: Origin, soft: boolean): void {
    if (!soft) {
      this.#log.turnPage();
      this.#log.skip(this.#random.between(120, 1900));
    }
    const load = soft ? NOT_MEASURED : drawPageLoad(this.#random, this.#slowness);
    this.#log.location(this.#clock, page, origin, load);
    this.#left--;
  }

  #fillForm(page: Page): boolean {
    for (const field of page.fields) {
      if (this.#left === 0 || !this.#fillIn(field)) return false;
    }
    return true;
  }

  #fillIn({ label, values }: Field): boolean {
    if (!this.#pass(logNormal(this.#random, TYPING_MS))) return false;
    this.#log.input(this.#clock, label, this.#random.pick(values));
    this.#left--;
    return true;
  }

  #click(label: string): boolean {
    this.#log.click(this.#clock, label);
    this.#left--;
    return true;
  }

  /** Lets time pass, unless it would pass the end. */
  #pass(ms: number): boolean {
    if (this.#clock + ms > this.#until) return false;
    this.#clock += ms;
    this.#log.skip(Math.floor(ms / 64) + this.#random.below(24));
    return true;
  }
}

/**
 * Writes the events of one visit: at least the first page, and nothing after `span.until`. Gives the time of its end.
 *
 * @param span - Epoch milliseconds of the first event and of the latest allowed.
 */
export function walkVisit(site: Site, random: Random, log: SessionLog, span: { start: number; until: number }): number {
  return new Visitor(site, random, log, span).walk();
}
