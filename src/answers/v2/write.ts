import { toWireJson } from '../../api/v2/wire-json.ts';
import { JsonText } from '../../serve/reply.ts';
import { encodeText } from '../../shared/text.ts';

/** Writes what an operation answers with, in the frame that all answers have. */
export function writeData(data: unknown): JsonText {
  return new JsonText([encodeText(toWireJson({ data }))]);
}
