import type { Api } from '../api.ts';
import { operations } from './operations.ts';
import { readPath } from './path.ts';
import { V2_BASE_PATH, V2_SERVICE_PATH } from './paths.ts';
import { finish, OPTIONS_REPLY, refuse, toRedirect, UNREADABLE } from './refusals.ts';
import { errorReplySchema } from './reply.ts';

/** The word before the key, anywhere in the header. */
const BEARER = 'Bearer ';

/** The API of the servers of 2026: users, and the sessions and events of users, asked for by POST (`observed: v2`). */
export const v2Api: Api = {
  id: 'v2',
  basePath: V2_BASE_PATH,
  otherBasePaths: [V2_SERVICE_PATH],
  operations,
  security: {
    name: 'organizationApiKey',
    header: 'Authorization',
    scheme: 'bearer',
    takesFirst: true,
    description: "The organization API key. Found in 'Preferences' > 'Account' > 'Organization API Key'.",
    toHeader: (key) => BEARER + key,
    // exactly one such word: what comes before it does not matter
    readKey: (header) => {
      const [, key, ...more] = header.split(BEARER);
      return more.length === 0 ? key : undefined;
    },
  },
  // nothing is revealed without a key; a body is read before the user ID is checked
  checks: ['key', 'project', 'size', 'path', 'query', 'body'],
  isForPages: true,
  options: OPTIONS_REPLY,
  answersHead: false,
  repeatedParameter: 'first',
  chunksAbove: 2048,
  readPath: (target, query) => {
    const read = readPath(target);
    if (!read) return UNREADABLE;
    return 'path' in read ? read : toRedirect(query === '' ? read.location : `${read.location}?${query}`);
  },
  info: {
    title: 'OpenReplay v2',
    description:
      'The public API of OpenReplay servers since April 2026: the sessions of a user, their events, users, and the deletion of user data. All times are epoch milliseconds.',
    tags: {
      Sessions: 'The recorded sessions of users, and their events.',
      Users: 'The users of a project.',
      Jobs: 'The deletion of user data.',
      Projects: 'The tracked projects.',
    },
    isReal: true,
    extensions: { 'x-json-schema-faker': { fillProperties: false, minItems: 2 } },
  },
  otherRefusal: { description: 'Any other refusal, such as 429 or 503.', schema: errorReplySchema },
  finish,
  refuse,
};
