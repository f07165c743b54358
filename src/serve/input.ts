import type { ApiRules } from '../api/api.ts';
import type { OperationBody, OperationHead } from '../api/operation.ts';
import { Refusal } from '../api/problem.ts';
import * as z from '../shared/zod.ts';
import type { JsonLimits } from './json-limits.ts';
import { BodyTooLarge } from './message.ts';
import type { Segments } from './router.ts';

/** Checks the parameters of a path. */
export function readPath({ pathParameters }: OperationHead, segments: Segments): unknown {
  return check(pathParameters, segments, 'bad-path');
}

/** Reads the query parameters; those that a schema does not name are ignored, unless it is strict. */
export function readQuery(
  { queryParameters }: OperationHead,
  query: string,
  repeated: ApiRules['repeatedParameter'],
): unknown {
  // a question mark in front belongs to the first name, and would be dropped
  const parameters = new URLSearchParams(`?${query}`);
  const input: Record<string, string> = Object.create(null);
  for (const name of isStrict(queryParameters) ? parameters.keys() : Object.keys(queryParameters.shape)) {
    const values = parameters.getAll(name);
    if (values.length > 1 && (repeated ?? 'none') === 'none') {
      return new Refusal({ kind: 'repeated-parameter', name, values });
    }
    const value = repeated === 'last' ? values.at(-1) : values[0];
    if (value !== undefined) input[name] = value;
  }
  return check(queryParameters, input, 'bad-query');
}

function isStrict({ def: { catchall } }: z.ZodObject): boolean {
  return catchall instanceof z.ZodNever;
}

/** Reads the bytes of a body, undefined if there are none, within the limits of host and operation. */
export async function readBytes(
  { required, mayBeEmpty, mostBytes = Number.POSITIVE_INFINITY }: OperationBody,
  read: (() => Promise<Uint8Array | undefined>) | undefined,
): Promise<Uint8Array | undefined | Refusal> {
  try {
    const bytes = await read?.();
    if (bytes === undefined || bytes.length === 0) {
      return required && !mayBeEmpty ? new Refusal({ kind: 'missing-body' }) : undefined;
    }
    return bytes.length > mostBytes ? new Refusal({ kind: 'large-body', mostBytes }) : bytes;
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    const { mostBytes, remedy } = error;
    return new Refusal({ kind: 'large-body', mostBytes, remedy });
  }
}

/** Reads a body as JSON, in slices, and checks it unless the answer does so itself. An empty body is `{}`. */
export async function readBody(
  { schema, checkedBy, form }: OperationBody,
  bytes: Uint8Array | undefined,
  limits?: JsonLimits,
): Promise<unknown> {
  if (form === 'bytes') return bytes;
  if (!bytes) return checkedBy === 'answer' ? {} : check(schema, {}, 'bad-body');
  // most requests have no body, so the parser is loaded on demand
  const { readJsonBody } = await import('./read-json-body.ts');
  const value = await readJsonBody(bytes, limits);
  return value instanceof Refusal || checkedBy === 'answer' ? value : check(schema, value, 'bad-body');
}

function check(schema: z.ZodType, input: unknown, kind: 'bad-path' | 'bad-query' | 'bad-body'): unknown {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : new Refusal({ kind, issues: parsed.error.issues, input });
}
