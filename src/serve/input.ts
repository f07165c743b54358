import { z } from 'zod';
import type { Api } from '../api/api.ts';
import type { Operation, OperationBody } from '../api/operation.ts';
import { Refusal, refuse } from '../api/problem.ts';
import { inSlices } from '../shared/slices.ts';
import { type JsonLimits, TooMuch, USUAL_JSON_LIMITS } from './json-limits.ts';
import { BodyTooLarge } from './message.ts';
import { NotJson, NotUtf8, readJson } from './read-json.ts';
import type { Segments } from './router.ts';

/** Checks the parameters of a path. */
export function readPath({ pathParameters }: Operation, segments: Segments): unknown {
  return check(pathParameters, segments, 'bad-path');
}

/** Reads the query parameters; those that a schema does not name are left out, unless it is strict. */
export function readQuery({ queryParameters }: Operation, query: string, repeated: Api['repeatedParameter']): unknown {
  const parameters = new URLSearchParams(query);
  const input: Record<string, string> = Object.create(null);
  for (const name of isStrict(queryParameters) ? parameters.keys() : Object.keys(queryParameters.shape)) {
    const values = parameters.getAll(name);
    if (values.length > 1 && repeated !== 'first') return new Refusal({ kind: 'repeated-parameter', name, values });
    if (values[0] !== undefined) input[name] = values[0];
  }
  return check(queryParameters, input, 'bad-query');
}

function isStrict({ def: { catchall } }: z.ZodObject): boolean {
  return catchall instanceof z.ZodNever;
}

/** Reads the bytes of a body, undefined where there are none, within the limits of host and operation. */
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

/** Reads a body as JSON, in slices, and checks it unless what answers does so itself. Without bytes it is `{}`. */
export async function readBody(
  { schema, checkedBy, form }: OperationBody,
  bytes: Uint8Array | undefined,
  limits: JsonLimits = USUAL_JSON_LIMITS,
): Promise<unknown> {
  if (form === 'bytes') return bytes;
  let value: unknown = {};
  try {
    if (bytes) value = await inSlices(readJson(bytes, limits));
  } catch (error) {
    return refuseJson(error, bytes ?? new Uint8Array());
  }
  return checkedBy === 'answer' ? value : check(schema, value, 'bad-body');
}

function refuseJson(error: unknown, bytes: Uint8Array): Refusal {
  if (error instanceof TooMuch) return refuse(error.status, error.message);
  if (error instanceof NotUtf8) return new Refusal({ kind: 'broken-body', bytes });
  if (error instanceof NotJson) return new Refusal({ kind: 'broken-body', bytes, from: error.from, to: error.to });
  throw error;
}

function check(schema: z.ZodType, input: unknown, kind: 'bad-path' | 'bad-query' | 'bad-body'): unknown {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : new Refusal({ kind, issues: parsed.error.issues, input });
}
