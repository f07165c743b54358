import type { Api } from '../api.ts';
import { refusalReply } from '../error-reply.ts';
import { operations } from './operations.ts';
import { refuse } from './refusals.ts';
import { requestHeadersSchema } from './request.ts';

/** Where the document puts the API on its host. */
export const BASE_PATH = '/api/app';

/** The documented API: a user's sessions as the events recorded in them (`seed: Retrieve user sessions`). */
export const documentedApi: Api = {
  id: 'documented',
  basePath: BASE_PATH,
  operations,
  security: {
    name: 'organizationApiKey',
    header: 'Authorization',
    description: requestHeadersSchema.shape.authorization.meta()?.description ?? '',
    toHeader: (key) => key,
    readKey: (header) => header,
  },
  // a stranger learns nothing of projects, and who has a key nothing of another's
  checks: ['key', 'project', 'path', 'query'],
  isForPages: true,
  info: {
    title: 'OpenReplay user sessions',
    description:
      'What a user did in their recorded sessions, as OpenReplay serves it. All times are epoch milliseconds, all durations milliseconds.',
    tags: { Sessions: 'The recorded sessions of the users of a project.' },
    isReal: true,
    // for json-schema-faker: no made-up fields beside the documented ones, and never an empty list
    extensions: { 'x-json-schema-faker': { fillProperties: false, minItems: 2 } },
  },
  otherRefusal: refusalReply('Any other refusal, such as 429 or 503.'),
  refuse,
};
