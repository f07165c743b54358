import type { Api } from '../api.ts';
import { refusalReply } from '../error-reply.ts';
import { operations } from './operations.ts';
import { documentedRules } from './rules.ts';

/** The documented API: a user's sessions as the events recorded in them (`seed: Retrieve user sessions`). */
export const documentedApi: Api = {
  ...documentedRules,
  operations,
  info: {
    title: 'OpenReplay user sessions',
    description:
      'What a user did in their recorded sessions, as OpenReplay serves it. All times are epoch milliseconds, all durations milliseconds.',
    tags: { Sessions: 'The recorded sessions of the users of a project.' },
    isReal: true,
    // for json-schema-faker: only the documented fields, and never an empty list
    extensions: { 'x-json-schema-faker': { fillProperties: false, minItems: 2 } },
  },
  otherRefusal: refusalReply('Any other refusal, such as 429 or 503.'),
};
