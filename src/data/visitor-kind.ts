import { openRandom } from '../shared/random.ts';
import { dealtAt } from './deal.ts';
import type { CompleteVisitor } from './model/complete-site.ts';
import { Weighted } from './weighted.ts';

/** A minimum and a maximum, both included. */
export type Range = readonly [least: number, most: number];

/** The habits of one kind of visitor. */
export interface Habits extends Omit<CompleteVisitor, 'sources' | 'trips' | 'finale'> {
  /** Names of the sources that their visits come from. */
  readonly sources: Weighted<string>;
  /** Names of the trips that they come for. */
  readonly trips: Weighted<string>;
  /** What they come for the last time. */
  readonly finale: Weighted<string>;
}

/** The number of sessions of an instructive user: some with a purpose, not hundreds. */
const WORTH_SEEING = 9;

/** The kinds of visitor of a site. Users form groups, each with every kind in proportion. */
export class VisitorKinds {
  readonly #kinds: readonly Habits[];
  /** Each kind as often as it occurs in a group. */
  readonly #pack: readonly Habits[];
  /** The most instructive ones first. */
  readonly #bySight: readonly Habits[];

  constructor(visitors: readonly CompleteVisitor[]) {
    const weigh = (weights: Readonly<Record<string, number>>) => new Weighted(Object.entries(weights));
    this.#kinds = visitors.map((visitor) => ({
      ...visitor,
      sources: weigh(visitor.sources),
      trips: weigh(visitor.trips),
      finale: weigh(visitor.finale),
    }));
    this.#pack = this.#kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
    this.#bySight = [...this.#kinds].sort((a, b) => distance(a) - distance(b));
  }

  /** How many users a group has. */
  get groupSize(): number {
    return this.#pack.length;
  }

  /** Returns the kind of visitor of the user with this index. */
  at(seed: number | string, projectKey: string, index: number): Habits {
    const place = index % this.groupSize;
    const random = openRandom(seed, projectKey, 'kinds', String((index - place) / this.groupSize));
    return dealtAt(random, this.#pack, place);
  }

  /** The most instructive kind: some sessions with a purpose. */
  get typical(): Habits {
    return this.#bySight[0] as Habits; // a site has kinds of visitor
  }

  /** The most common kind. */
  get common(): Habits {
    return this.#kinds.reduce((most, kind) => (kind.share > most.share ? kind : most), this.typical);
  }

  /** The kind with the most sessions. */
  get busiest(): Habits {
    return this.#kinds.reduce((most, kind) => (kind.sessions[1] > most.sessions[1] ? kind : most), this.typical);
  }

  /** The rank of a kind by how instructive it is, from 0. */
  rank(kind: Habits): number {
    return this.#bySight.indexOf(kind);
  }
}

/** The factor by which a user has too few or too many sessions to be instructive. */
function distance({ sessions: [least, most] }: Habits): number {
  const usual = (least + most + 1) / 2;
  return Math.max(usual / WORTH_SEEING, WORTH_SEEING / usual);
}
