import type { ApiRules } from '../api.ts';
import { BASE_PATH } from './paths.ts';
import { refuse } from './refusals.ts';
import { requestHeadersSchema } from './request.ts';

/** The rules of the documented API. They are apart from its words, which pages with a mock do not load. */
export const documentedRules: ApiRules = {
  id: 'documented',
  basePath: BASE_PATH,
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
  refuse,
};
