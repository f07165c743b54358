import type * as z from '../shared/zod.ts';

/** What is wrong with a request. The API decides on the text and status of the refusal. */
export type Problem =
  | {
      readonly kind: 'unknown-path';
      readonly method: string;
      readonly path: string;
      /** Existing operations, such as `GET /a`. */
      readonly known: readonly string[];
    }
  | { readonly kind: 'wrong-method'; readonly method: string /** The methods of the path. */; readonly allow: string }
  | { readonly kind: 'missing-key' | 'wrong-key' | 'missing-body' }
  | { readonly kind: 'unknown-project' /** As received, decoded. */; readonly projectKey?: string | undefined }
  | {
      readonly kind: 'bad-path' | 'bad-query' | 'bad-body';
      readonly issues: readonly z.core.$ZodIssue[];
      readonly input: unknown;
    }
  | { readonly kind: 'repeated-parameter'; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: 'large-body'; readonly mostBytes: number; readonly remedy?: string | undefined }
  | {
      readonly kind: 'broken-body';
      readonly bytes: Uint8Array;
      /** The part of a long body that is not JSON, in bytes; `to` is not included. */
      readonly from?: number;
      readonly to?: number;
    }
  | {
      /** The reason is specific to the operation, or was requested. */
      readonly kind: 'other';
      readonly status: number;
      readonly sentences: readonly string[];
      readonly headers?: Readonly<Record<string, string>>;
    };

/** A refusal as sent. */
export interface Refused {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; no body if left out. */
  readonly body?: unknown;
  /** Sent verbatim instead of `body`; `headers` name its type. */
  readonly text?: string;
}

/** Why a request is refused. */
export class Refusal {
  readonly problem: Problem;

  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** Builds a refusal with a reason specific to an operation. */
export function refuse(
  status: number,
  sentences: string | readonly string[],
  headers?: Readonly<Record<string, string>>,
): Refusal {
  const all = typeof sentences === 'string' ? [sentences] : sentences;
  return new Refusal({ kind: 'other', status, sentences: all, ...(headers && { headers }) });
}
