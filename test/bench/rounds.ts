/**
 * Takes turns: every subject once in each round, and every second round backwards, so that what slows the machine down
 * for a while hurts all alike and none always comes after the same neighbour.
 *
 * @returns the values of each subject, by round.
 */
export async function interleave<Name extends string>(
  subjects: Readonly<Record<Name, (round: number) => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  // the keys of an object whose type names them all
  const names = Object.keys(subjects) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      values[name].push(await subjects[name](round));
    }
  }
  return values;
}
