import type { z } from 'zod';
import type { Changed } from '../kit/control/mock-state.ts';
import type { ControlOperation } from '../kit/control/operation.ts';
import type { Mock } from '../mock/mock.ts';
import type { Stream } from './message.ts';
import type { Refusal } from './refusal.ts';
import type { Watchers } from './watchers.ts';

/** What answers are made from. */
export interface Subject {
  readonly mock: Mock;
  readonly version: string;
  /** Real time, epoch ms, if there is any. */
  readonly timeSource: (() => number) | undefined;
  readonly watchers: Watchers;
}

/** What an operation is asked, checked by its schemas. */
export interface InputOf<O extends ControlOperation> {
  readonly path: z.infer<O['pathParameters']>;
  readonly query: z.infer<O['queryParameters']>;
  /** What the mock checks itself has no type yet. */
  readonly body: O extends { body: { schema: infer S extends z.ZodType; checkedBy: 'schema' } } ? z.infer<S> : unknown;
  readonly lastEventId: string | undefined;
}

type SchemaOf<R> = R extends { schema: infer S extends z.ZodType } ? S : never;
type BodyOf<R> = R extends { contentType: 'text/event-stream' }
  ? Stream
  : R extends { schema: z.ZodType }
    ? z.input<SchemaOf<R>>
    : unknown;

/** What an operation gives where it succeeds: the body that its row describes. */
export type SuccessOf<O extends ControlOperation> = O['replies'] extends { 200: infer R }
  ? BodyOf<R>
  : O['replies'] extends { 201: infer R }
    ? BodyOf<R>
    : unknown;

/** Does what an operation is for, and gives the body of its reply. */
export type Answer<O extends ControlOperation> = (
  subject: Subject,
  input: InputOf<O>,
) => SuccessOf<O> | Refusal | Promise<SuccessOf<O> | Refusal>;

/** An operation, what answers it, and what of the mock that changes. */
export interface ControlRow {
  readonly operation: ControlOperation;
  readonly answer: (subject: Subject, input: InputOf<ControlOperation>) => unknown;
  readonly changes: Changed;
}

/** Puts a row together; checks that the answer is one to this operation. */
export function row<const O extends ControlOperation>(
  operation: O,
  answer: Answer<O>,
  changes: Changed = 'nothing',
): ControlRow {
  // Cast: an answer is only given what its own operation's schemas let through
  return { operation, answer: answer as ControlRow['answer'], changes };
}
