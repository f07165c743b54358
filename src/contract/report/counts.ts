import type { RequirementResult, Summary } from '../outcome/result.ts';

/** Says in a line what a run came to, in the words that all reports share: met, not met, skipped. */
export function toCounts({ met, notMet, shouldNotMet, known, skipped }: Summary): string {
  const counts = [
    `${met} met`,
    `${notMet} not met`,
    ...(shouldNotMet > 0 ? [`${shouldNotMet} SHOULD not met`] : []),
    ...(known > 0 ? [`${known} not met as known`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return counts.join(', ');
}

/** Says which requirements are not met as known, and which of the known ones are met: a sentence each. */
export function toKnown(results: readonly RequirementResult[], { metAgain }: Summary): string[] {
  const known = results.filter(({ isKnown }) => isKnown).map(({ id }) => id);
  return [
    ...(known.length > 0 ? [`Known failures: ${known.join(', ')}.`] : []),
    ...(metAgain.length > 0
      ? [`Met again: ${metAgain.join(', ')}. Take ${metAgain.length === 1 ? 'it' : 'them'} off the known failures.`]
      : []),
  ];
}
