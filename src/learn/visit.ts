import type { EventInput, RecordInput } from '../kit/record.ts';

/** A session from a fixture, a state, or a server. Its events are in the order they happened. */
export interface SeenVisit {
  readonly userId: string;
  /** Digits, or a number; undefined if unknown. */
  readonly sessionId?: number | string | undefined;
  readonly start?: number | undefined;
  readonly session?: RecordInput['session'];
  readonly events: readonly EventInput[];
}

/** A page that was opened. */
export type SeenPage = Extract<EventInput, { type: 'LOCATION' }>;
