import { JsonText } from '../../../serve/reply.ts';
import { encodeText } from '../../../shared/text.ts';
import { toWireJson } from '../wire-json.ts';

/** Writes what an operation answers with, in the frame that all answers have. */
export function writeData(data: unknown): JsonText {
  return new JsonText([encodeText(toWireJson({ data }))]);
}
