import { DEVELOPMENT_KEY } from '../../kit/development-key.ts';
import { keyEdits } from '../variants/key-edits.ts';
import { nearMisses, OTHER_KEY_VARIABLE } from '../variants/key-variants.ts';
import { createRedactor, type Redactor, SHORTEST_ANYWHERE } from '../wire/redact.ts';
import type { Settings } from './target.ts';

/** Headers that contain no secret; any other header that a target adds may. */
const PUBLIC_HEADER = /^(accept|content|user-agent|origin|referer)/i;

/** Whether a key is public, so that it may be shown. */
export function isPublicKey(key: string): boolean {
  return key === DEVELOPMENT_KEY;
}

/** Creates the redactor that masks the secrets of a target. */
export function createRedaction({ key, otherKey, headers }: Settings): Redactor {
  const redactor = createRedactor();
  if (!isPublicKey(key)) addKey(redactor, key);
  if (otherKey) redactor.add(otherKey, `$${OTHER_KEY_VARIABLE}`);
  for (const [name, value] of Object.entries(headers)) {
    if (value.length >= SHORTEST_ANYWHERE && !PUBLIC_HEADER.test(name)) redactor.add(value, `<${name}>`);
  }
  return redactor;
}

function addKey(redactor: Redactor, key: string): void {
  const isWord = key.length < SHORTEST_ANYWHERE;
  redactor.add(key, '$OPENREPLAY_API_KEY');
  for (const { value, shell } of [...nearMisses(key), ...keyEdits(key, true)]) {
    // placeholders for a missing key, such as a wildcard, are not masked
    if (value === shell) continue;
    if (value.length >= SHORTEST_ANYWHERE || value.includes(key)) redactor.add(value, shell, { isWord });
  }
}
