import type * as z from '../shared/zod.ts';

/** What is wrong with a request. What is said of it, and with which status, is for the API to decide. */
export type Problem =
  | {
      readonly kind: 'unknown-path';
      readonly method: string;
      readonly path: string;
      /** Operations that there are, such as `GET /a`. */
      readonly known: readonly string[];
    }
  | { readonly kind: 'wrong-method'; readonly method: string /** The methods of the path. */; readonly allow: string }
  | { readonly kind: 'missing-key' | 'wrong-key' | 'missing-body' }
  | { readonly kind: 'unknown-project' /** As it came, decoded. */; readonly projectKey?: string | undefined }
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
      /** The part of a long body that is no JSON, in bytes; `to` is not included. */
      readonly from?: number;
      readonly to?: number;
    }
  | {
      /** The reason is the operation's own, or what somebody asked for. */
      readonly kind: 'other';
      readonly status: number;
      readonly sentences: readonly string[];
      readonly headers?: Readonly<Record<string, string>>;
    };

/** A refusal as it is sent. */
export interface Refused {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written as JSON; none when left out. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`; `headers` tell its type. */
  readonly text?: string;
}

/** Why a request is not answered with success. */
export class Refusal {
  readonly problem: Problem;

  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** Builds a refusal whose reason is an operation's own. */
export function refuse(
  status: number,
  sentences: string | readonly string[],
  headers?: Readonly<Record<string, string>>,
): Refusal {
  const all = typeof sentences === 'string' ? [sentences] : sentences;
  return new Refusal({ kind: 'other', status, sentences: all, ...(headers && { headers }) });
}
