import type { Operation, OperationHead } from '../api/operation.ts';
import type { Refusal } from '../api/problem.ts';
import type * as z from '../shared/zod.ts';
import type { Stream } from './message.ts';
import type { JsonText } from './reply.ts';
import type { Segments } from './router.ts';

/** The input of an operation, checked by its schemas. */
export interface InputOf<O extends Operation> {
  readonly path: z.infer<O['pathParameters']>;
  readonly query: z.infer<O['queryParameters']>;
  /** Untyped if the answer checks it itself. */
  readonly body: O extends { body: { schema: infer S extends z.ZodType; checkedBy: 'schema' } } ? z.infer<S> : unknown;
}

/** The input of any operation. */
export type Input = InputOf<Operation>;

type BodyOf<R> = R extends { contentType: 'text/event-stream' }
  ? Stream
  : R extends { schema: infer S extends z.ZodType }
    ? z.input<S>
    : unknown;

/** The body of an operation's successful reply. */
export type SuccessOf<O extends Operation> = O['replies'] extends { 200: infer R }
  ? BodyOf<R>
  : O['replies'] extends { 201: infer R }
    ? BodyOf<R>
    : unknown;

/** Performs an operation and returns the body of its reply, as a value or as JSON text. */
export type Answer<S, O extends Operation> = (subject: S, input: InputOf<O>) => Answered<SuccessOf<O>>;

type Answered<T> = T | JsonText | Refusal | Promise<T | JsonText | Refusal>;

/** An operation and its answer, computed from a subject. */
export interface Row<S> {
  readonly operation: OperationHead;
  /** Returns the whole operation, including its texts, replies and examples. */
  readonly loadOperation: () => Operation | Promise<Operation>;
  /** The status of its success. */
  readonly status: number;
  /** Whether its path names a project, which must exist. */
  readonly isOfProject: boolean;
  readonly answer: (subject: S, input: Input) => unknown;
  readonly quick: QuickReaders;
}

/**
 * Fast paths: each reads the usual form of what a schema reads, and returns undefined for any other, which is left to
 * the schema.
 */
export interface QuickReaders {
  readonly query?: (query: string) => object | undefined;
  readonly path?: (segments: Segments) => object | undefined;
}

/** Builds a row; checks that the answer fits the operation. */
export function createRow<S, const O extends Operation>(
  operation: O,
  answer: Answer<S, O>,
  quick: QuickReaders = {},
): Row<S> {
  return createLateRow<S, O>({ head: operation, status: successOf(operation), load: () => operation }, answer, quick);
}

/** An operation of which only the head is loaded. */
export interface LateOperation<O extends Operation> {
  readonly head: OperationHead & Pick<O, keyof O & keyof OperationHead>;
  /** The status of its success. */
  readonly status: number;
  readonly load: () => O | Promise<O>;
}

/** Builds a row without the texts of its operation, which are loaded on demand. */
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
    // Cast: an answer only receives what its operation's schemas accept
    answer: answer as Row<S>['answer'],
    quick,
  };
}

function successOf({ replies }: Operation): number {
  return Number(Object.keys(replies).find((status) => Number(status) < 400));
}
