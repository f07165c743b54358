import { Refusal, refuse } from '../api/problem.ts';
import { inSlices } from '../shared/slices.ts';
import { type JsonLimits, TooMuch, USUAL_JSON_LIMITS } from './json-limits.ts';
import { NotJson, NotUtf8, readJson } from './read-json.ts';

/** Reads a body as JSON, in slices. */
export async function readJsonBody(bytes: Uint8Array, limits: JsonLimits = USUAL_JSON_LIMITS): Promise<unknown> {
  try {
    return await inSlices(readJson(bytes, limits));
  } catch (error) {
    if (error instanceof TooMuch) return refuse(error.status, error.message);
    if (error instanceof NotUtf8) return new Refusal({ kind: 'broken-body', bytes });
    if (error instanceof NotJson) return new Refusal({ kind: 'broken-body', bytes, from: error.from, to: error.to });
    throw error;
  }
}
