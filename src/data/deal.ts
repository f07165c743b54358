import type { Random } from '../shared/random.ts';

/** Shuffles a pack and returns the card at a place, from 0 to below the length of the pack. */
export function dealtAt<T>(random: Random, pack: readonly T[], place: number): T {
  const cards = [...pack];
  // dealt from the end of the pack, only as far as needed
  for (let left = cards.length; left > 0; left--) {
    const drawn = random.below(left);
    const card = cards[drawn] as T; // drawn is below the length
    if (cards.length - left === place) return card;
    cards[drawn] = cards[left - 1] as T; // as is left - 1
  }
  throw new RangeError(`Failed to deal: the place is ${place}. Give a whole number from 0 to ${pack.length - 1}.`);
}
