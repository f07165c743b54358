import type { Operation, OperationHead } from '../api/operation.ts';
import type { Refusal } from '../api/problem.ts';
import type * as z from '../shared/zod.ts';
import type { Stream } from './message.ts';
import type { JsonText } from './reply.ts';
import type { Segments } from './router.ts';

/** What an operation is asked, checked by its schemas. */
export interface InputOf<O extends Operation> {
  readonly path: z.infer<O['pathParameters']>;
  readonly query: z.infer<O['queryParameters']>;
  /** What the answer checks itself has no type yet. */
  readonly body: O extends { body: { schema: infer S extends z.ZodType; checkedBy: 'schema' } } ? z.infer<S> : unknown;
}

/** What an operation is asked, whichever it is. */
export type Input = InputOf<Operation>;

type BodyOf<R> = R extends { contentType: 'text/event-stream' }
  ? Stream
  : R extends { schema: infer S extends z.ZodType }
    ? z.input<S>
    : unknown;

/** What an operation gives where it succeeds: the body that its row describes. */
export type SuccessOf<O extends Operation> = O['replies'] extends { 200: infer R }
  ? BodyOf<R>
  : O['replies'] extends { 201: infer R }
    ? BodyOf<R>
    : unknown;

/** Does what an operation is for, and gives the body of its reply, as a value or as JSON text. */
export type Answer<S, O extends Operation> = (subject: S, input: InputOf<O>) => Answered<SuccessOf<O>>;

type Answered<T> = T | JsonText | Refusal | Promise<T | JsonText | Refusal>;

/** An operation and what answers it, from a subject. */
export interface Row<S> {
  readonly operation: OperationHead;
  /** Gives the whole of the operation: its words, its replies and their examples too. */
  readonly loadOperation: () => Operation | Promise<Operation>;
  /** The status of its success. */
  readonly status: number;
  /** Whether it is one of a project, which has to exist. */
  readonly isOfProject: boolean;
  readonly answer: (subject: S, input: Input) => unknown;
  readonly quick: QuickReaders;
}

/**
 * Readers for speed alone: each reads the usual form of what a schema reads too, and gives undefined for any other, which
 * is then for the schema to judge.
 */
export interface QuickReaders {
  readonly query?: (query: string) => object | undefined;
  readonly path?: (segments: Segments) => object | undefined;
}

/** Puts a row together; checks that the answer is one to this operation. */
export function createRow<S, const O extends Operation>(
  operation: O,
  answer: Answer<S, O>,
  quick: QuickReaders = {},
): Row<S> {
  return createLateRow<S, O>({ head: operation, status: successOf(operation), load: () => operation }, answer, quick);
}

/** An operation of which only the head is at hand. */
export interface LateOperation<O extends Operation> {
  readonly head: OperationHead & Pick<O, keyof O & keyof OperationHead>;
  /** The status of its success. */
  readonly status: number;
  readonly load: () => O | Promise<O>;
}

/** Puts a row together without the words of its operation, which are loaded when somebody asks for them. */
export function createLateRow<S, O extends Operation>(
  { head, status, load }: LateOperation<O>,
  answer: Answer<S, O>,
  quick: QuickReaders = {},
): Row<S> {
  return {
    operation: head,
    loadOperation: load,
    status,
    isOfProject: 'projectKey' in head.pathParameters.shape,
    // Cast: an answer is only given what its own operation's schemas let through
    answer: answer as Row<S>['answer'],
    quick,
  };
}

function successOf({ replies }: Operation): number {
  return Number(Object.keys(replies).find((status) => Number(status) < 400));
}
