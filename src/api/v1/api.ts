import type { Api } from '../api.ts';
import { finish, readPreflight } from './finish.ts';
import { createOperations } from './operations.ts';
import { readPath } from './path.ts';
import { V1_BASE_PATH, V1_SERVICE_PATH } from './paths.ts';
import { refuse } from './refusals.ts';
import type { V1Release } from './release.ts';
import { errorsReplySchema } from './reply.ts';

/** The API of the servers from June 2021 to May 2026, in the form of a release: summaries of a user's sessions. */
export function createV1Api(release: V1Release, operations = createOperations(release)): Api {
  return {
    id: 'v1',
    basePath: V1_BASE_PATH,
    otherBasePaths: [V1_SERVICE_PATH],
    operations: Object.values(operations),
    security: {
      name: 'organizationApiKey',
      header: 'Authorization',
      takesFirst: true,
      description: "The organization API key, bare. Found in 'Preferences' > 'Account' > 'Organization API Key'.",
      toHeader: (key) => key,
      readKey: (header) => header,
    },
    checks: ['key', 'project', 'path', 'query'],
    // it sets its own CORS headers
    isForPages: false,
    answersHead: false,
    repeatedParameter: 'last',
    readPath: (target, query, header) => readPath(target, query, release, header),
    readPreflight,
    finish: (reply, header) => finish(reply, header, release),
    info: {
      title: 'OpenReplay v1',
      description:
        'The API of OpenReplay servers from June 2021 to May 2026: the sessions of a user, their events, the deletion of user data, and the projects. All times are epoch milliseconds, all durations milliseconds.',
      tags: {
        Sessions: 'The recorded sessions of users, and their events.',
        Users: 'The users of a project.',
        Jobs: 'The deletion of user data.',
        Projects: 'The tracked projects.',
      },
      isReal: true,
      extensions: { 'x-json-schema-faker': { fillProperties: false, minItems: 2 } },
    },
    otherRefusal: { description: 'Any other refusal, such as 429 or 503.', schema: errorsReplySchema },
    refuse: (problem) => refuse(problem, release),
  };
}
