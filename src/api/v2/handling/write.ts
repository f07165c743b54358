import { JsonText } from '../../../serve/reply.ts';
import { toWireJson } from '../wire-json.ts';

const encoder = new TextEncoder();

/** Writes what an operation answers with, in the frame that all answers have. */
export function writeData(data: unknown): JsonText {
  return new JsonText([encoder.encode(toWireJson({ data }))]);
}
