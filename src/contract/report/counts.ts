import { count } from '../../shared/count.ts';
import type { RequirementResult, Summary } from '../outcome/result.ts';

/** Summarises a run in one line, in the terms that all reports share: met, not met, skipped. */
export function toCounts({ met, notMet, shouldNotMet, known, metAgain, skipped }: Summary): string {
  const counts = [
    `${met} met`,
    `${notMet} not met`,
    ...(shouldNotMet > 0 ? [`${shouldNotMet} SHOULD not met`] : []),
    ...(known > 0 ? [toKnownCount(known)] : []),
    ...(metAgain.length > 0 ? [`${toKnownCount(metAgain.length)} met again`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return counts.join(', ');
}

/** Counts known failures. */
export function toKnownCount(known: number): string {
  return count(known, 'known failure');
}

/** Lists the known failures, and those that are now met: one sentence each. */
export function toKnown(results: readonly RequirementResult[], { metAgain }: Summary): string[] {
  const known = results.filter(({ isKnown }) => isKnown).map(({ id }) => id);
  return [
    ...(known.length > 0 ? [`Known failures: ${known.join(', ')}.`] : []),
    ...(metAgain.length > 0
      ? [`Met again: ${metAgain.join(', ')}. Remove ${metAgain.length === 1 ? 'it' : 'them'} from the known failures.`]
      : []),
  ];
}
