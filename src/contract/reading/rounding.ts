/** A number type that keeps a limited number of bits. */
interface NumberType {
  readonly bits: number;
  /** The exact value to which it rounds a whole number. */
  readonly keep: (id: bigint) => number;
}

const TYPES: readonly NumberType[] = [
  { bits: 24, keep: (id) => Math.fround(Number(id)) },
  { bits: 53, keep: Number },
];

/** With at least this many IDs, and this many bits that are all 0, it is no coincidence. */
const FEWEST_IDS = 3;
const FEWEST_BITS = 8;
/** How many trailing zeros all IDs have at least if they were rounded to fewer digits. */
const FEWEST_ZEROS = 2;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Returns the IDs that have lost their last digits, if some have: all IDs beyond a number type are exactly representable
 * in it. IDs do not count if all are multiples of twice its step, as their lowest bits may be a rarely used counter.
 *
 * @param ids - distinct whole numbers in decimal digits.
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

/** Whether a type keeps an ID exactly, written in full or in the fewest digits that distinguish it from its neighbours. */
function isStep(id: bigint, keep: NumberType['keep']): boolean {
  return BigInt(keep(id)) === id || (id > SAFE && String(Number(id)) === String(id));
}
