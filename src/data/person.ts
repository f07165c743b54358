import { openRandom } from '../shared/random.ts';
import { dealtAt } from './deal.ts';
import { type Device, drawDevice } from './device.ts';
import type { Name } from './user-id.ts';
import { type Habits, KIND_GROUP, KINDS_OF_GROUP, VISITOR_KINDS, type VisitorKind } from './visitor-kind.ts';

/** Who somebody is: what all visits of a user have in common. */
export interface Person {
  readonly seed: number | string;
  readonly projectKey: string;
  readonly userId: string;
  readonly kind: VisitorKind;
  readonly habits: Habits;
  /** What they mostly visit with. */
  readonly device: Device;
  /** What they are called, where their ID tells. */
  readonly name: Name | undefined;
  /** Where in a long list their own things are, such as their street among streets. */
  readonly hand: number;
  /** Numbers that stand for the products they come back to. */
  readonly favourites: readonly number[];
}

const FAVOURITES = 3;

/** Tells what kind of visitor the user with this index is: in each group of 25 every kind has its share. */
export function kindAt(seed: number | string, projectKey: string, index: number): VisitorKind {
  const place = index % KIND_GROUP;
  const random = openRandom(seed, projectKey, 'kinds', String((index - place) / KIND_GROUP));
  return dealtAt(random, KINDS_OF_GROUP, place);
}

/** Describes a user of a kind. */
export function describePerson(
  place: Pick<Person, 'seed' | 'projectKey' | 'userId' | 'name'>,
  kind: VisitorKind,
): Person {
  const { seed, projectKey, userId } = place;
  const random = openRandom(seed, projectKey, userId, 'person');
  return {
    ...place,
    kind,
    habits: VISITOR_KINDS[kind],
    device: drawDevice(random),
    hand: random.below(1 << 16),
    favourites: Array.from({ length: FAVOURITES }, () => random.below(1 << 16)),
  };
}
