import type { Operation } from '../api/operation.ts';
import type { Changed } from '../kit/control/mock-state.ts';
import type { Mock } from '../mock/mock.ts';
import { type Answer, createRow, type Row } from '../serve/row.ts';
import type { Watchers } from './watchers.ts';

/** What operations answer from. */
export interface Subject {
  readonly mock: Mock;
  readonly version: string;
  /** Real time in epoch ms, if available. */
  readonly timeSource: (() => number) | undefined;
  readonly watchers: Watchers;
  /** The header Last-Event-ID of the request. */
  readonly lastEventId: string | undefined;
}

/** An operation, what answers it, and which part of the mock it changes. */
export interface ControlRow extends Row<Subject> {
  readonly operation: Operation;
  readonly changes: Changed;
}

/** Builds a row; checks that the answer fits the operation. */
export function row<const O extends Operation>(
  operation: O,
  answer: Answer<Subject, O>,
  changes: Changed = 'nothing',
): ControlRow {
  return { ...createRow<Subject, O>(operation, answer), operation, changes };
}
