import type { Random } from '../shared/random.ts';
import type { TripInput } from './model/site-schema.ts';
import type { Step as StepInput } from './model/trip-schema.ts';
import type { Place } from './page.ts';

/** A person on a site. Each method returns whether it was done. */
export interface Walker {
  readonly random: Random;
  /** Goes to a page of a place; `own` selects one of those that the person comes back to. */
  goTo(place: Place, own?: number): boolean;
  /** Follows a usual link, to a page of one of the kinds if there is one. */
  drift(kinds: readonly string[]): boolean;
  /** Clicks on something that stays on the page, if there is anything. */
  play(): boolean;
  /** Clicks on the element with a label, as in the model. */
  click(name: string): boolean;
  /** Fills in all fields of the page. */
  fillForm(): boolean;
  /** Fills in the form of the page and submits it. */
  submit(): boolean;
  /** Searches for something. */
  search(): boolean;
  /** Chooses acts by weight, page by page, until the visit ends. */
  walk(): boolean;
}

/** Something that people come for. */
export interface Trip {
  /** The place where a direct visit of this kind sometimes starts. */
  readonly bookmark: Place | undefined;
  /** Walks the trip, which ends at the first step that is not possible. */
  readonly walk: (walker: Walker) => boolean;
}

type Act = (walker: Walker) => boolean;

/** Builds the trips of a site from their steps. */
export function buildTrips(
  trips: Readonly<Record<string, TripInput>>,
  placeOf: (path: string) => Place,
): ReadonlyMap<string, Trip> {
  return new Map(
    Object.entries(trips).map(([name, { bookmark, steps }]) => [
      name,
      { bookmark: bookmark === undefined ? undefined : placeOf(bookmark), walk: inOrder(steps, placeOf) },
    ]),
  );
}

function inOrder(steps: readonly StepInput[], placeOf: (path: string) => Place): Act {
  const acts = steps.map((step) => toAct(step, placeOf));
  return (walker) => acts.every((act) => act(walker));
}

function toAct(step: StepInput, placeOf: (path: string) => Place): Act {
  const { chance, times } = step;
  const once = toVerb(step, placeOf);
  const repeated: Act = times
    ? (walker) => {
        for (let left = walker.random.between(...times); left > 0; left--) if (!once(walker)) return false;
        return true;
      }
    : once;
  return chance === undefined ? repeated : (walker) => !walker.random.chance(chance) || repeated(walker);
}

function toVerb(
  { go, own, wander, click, fill, submit, search, walk, steps, either }: StepInput,
  placeOf: (path: string) => Place,
): Act {
  if (go !== undefined) {
    const place = placeOf(go);
    return (walker) => walker.goTo(place, own);
  }
  if (wander) return (walker) => walker.drift(wander);
  if (click !== undefined) return (walker) => walker.click(click);
  if (fill) return (walker) => walker.fillForm();
  if (submit) return (walker) => walker.submit();
  if (search) return (walker) => walker.search();
  if (walk) return (walker) => walker.walk();
  if (steps) return inOrder(steps, placeOf);
  if (either) {
    const lists = either.map((list) => inOrder(list, placeOf));
    return (walker) => walker.random.pick(lists)(walker);
  }
  return (walker) => walker.play();
}
