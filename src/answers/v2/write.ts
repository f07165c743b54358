import { toWireJson } from '../../api/v2/wire-json.ts';
import { JsonText } from '../../serve/reply.ts';
import { encodeText } from '../../shared/text.ts';

/** Writes the answer of an operation in the frame that all answers share. */
export function writeData(data: unknown): JsonText {
  return new JsonText([encodeText(toWireJson({ data }))]);
}
