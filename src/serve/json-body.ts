import { writeJson } from '../shared/json-pieces.ts';
import { inSlices } from '../shared/slices.ts';
import { join } from './reply.ts';

/** Writes a value as a JSON body, in slices; `edit` receives its text piece by piece. */
export async function toJsonBody(value: unknown, edit?: (text: string) => string): Promise<Uint8Array> {
  return inSlices(join(await inSlices(writeJson(value, edit))));
}
