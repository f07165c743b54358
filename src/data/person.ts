import { openRandom } from '../shared/random.ts';
import { type Device, drawDevice } from './device.ts';
import type { Name } from './user-id.ts';
import type { Habits } from './visitor-kind.ts';

/** Who somebody is: what all visits of a user have in common. */
export interface Person {
  readonly seed: number | string;
  readonly projectKey: string;
  readonly userId: string;
  readonly habits: Habits;
  /** What they mostly visit with. */
  readonly device: Device;
  /** What they are called, where their ID tells. */
  readonly name: Name | undefined;
  /** Where in a long list their own things are, such as their street among streets. */
  readonly hand: number;
  /** Numbers that stand for the pages they come back to. */
  readonly favourites: readonly number[];
}

const FAVOURITES = 3;

/** Describes a user of a kind. */
export function describePerson(place: Pick<Person, 'seed' | 'projectKey' | 'userId' | 'name'>, habits: Habits): Person {
  const { seed, projectKey, userId } = place;
  const random = openRandom(seed, projectKey, userId, 'person');
  return {
    ...place,
    habits,
    device: drawDevice(random),
    hand: random.below(1 << 16),
    favourites: Array.from({ length: FAVOURITES }, () => random.below(1 << 16)),
  };
}
