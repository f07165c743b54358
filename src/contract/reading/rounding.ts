/** A type of numbers that keeps so many bits. */
interface NumberType {
  readonly bits: number;
  /** What is left of a whole number, exactly. */
  readonly keep: (id: bigint) => number;
}

const TYPES: readonly NumberType[] = [
  { bits: 24, keep: (id) => Math.fround(Number(id)) },
  { bits: 53, keep: Number },
];

/** So many IDs at least, and so many bits that all turned out to be 0, are no chance. */
const FEWEST_IDS = 3;
const FEWEST_BITS = 8;
/** Digits that all IDs lack at their end when they were kept to fewer digits. */
const FEWEST_ZEROS = 2;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Gives the IDs that have lost their last digits, where some have: all that are too large for a type of numbers lie exactly at one of its
 * steps, and not all at every second one, as IDs do whose lowest bits are a counter that is seldom used.
 *
 * @param ids - different whole numbers in decimal digits.
 */
export function findRounded(ids: readonly string[]): string[] | undefined {
  for (const { bits, keep } of TYPES) {
    const beyond = ids.map((id) => BigInt(id)).filter((id) => id > 2n ** BigInt(bits));
    if (beyond.length < FEWEST_IDS || !beyond.every((id) => isStep(id, keep))) continue;
    const steps = beyond.map((id) => ({ kept: BigInt(keep(id)), lost: id.toString(2).length - bits }));
    const evidence = steps.reduce((sum, { lost }) => sum + lost, 0);
    const isFine = steps.some(({ kept, lost }) => (kept >> BigInt(lost)) % 2n === 1n);
    if (evidence >= FEWEST_BITS && isFine) return beyond.map(String);
  }
  const large = ids.map((id) => BigInt(id)).filter((id) => id > SAFE);
  const isCut = large.length >= FEWEST_IDS && large.every((id) => id % 10n ** BigInt(FEWEST_ZEROS) === 0n);
  return isCut ? large.map(String) : undefined;
}

/** Whether an ID is what a type keeps, written in full or in the fewest digits that tell it from its neighbours. */
function isStep(id: bigint, keep: NumberType['keep']): boolean {
  return BigInt(keep(id)) === id || (id > SAFE && String(Number(id)) === String(id));
}
