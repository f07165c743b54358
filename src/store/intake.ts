import type { RecordedRow } from '../kit/record.ts';
import type { Work } from '../shared/slices.ts';
import type { Draft } from './draft.ts';
import type { ParsedVisit } from './parse-record.ts';

// loaded as one when something is first recorded, as a mock of which only generated people are asked needs none of it
export { Draft } from './draft.ts';
export { parseSession, parseVisits } from './parse-record.ts';
export { parseSnapshot } from './parse-snapshot.ts';

/** Fills visits in and checks them, one after the other. */
export function* draftRows(draft: Draft, visits: readonly ParsedVisit[], isBatch: boolean): Work<RecordedRow[]> {
  for (const [index, visit] of visits.entries()) {
    yield;
    yield* draft.add(visit, isBatch ? index : undefined);
  }
  return draft.rows();
}
