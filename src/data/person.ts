import { openRandom } from '../shared/random.ts';
import { type Device, drawDevice } from './device.ts';
import type { Name } from './user-id.ts';
import type { Habits } from './visitor-kind.ts';

/** A person: what all visits of a user have in common. */
export interface Person {
  readonly seed: number | string;
  readonly projectKey: string;
  readonly userId: string;
  readonly habits: Habits;
  /** Their usual device. */
  readonly device: Device;
  /** Their name, if their ID reveals it. */
  readonly name: Name | undefined;
  /** Picks their own values from long lists, such as their street. */
  readonly hand: number;
  /** Numbers that select the pages they come back to. */
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
