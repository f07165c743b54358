import { readFileSync } from 'node:fs';

/** The document's example reply, verbatim. */
export const documentedText = readFileSync(new URL('../../fixtures/documented-reply.json', import.meta.url), 'utf8');

/** The same values and keys in the same order, without white space. */
export const documentedReply = JSON.stringify(JSON.parse(documentedText));
