import type { ApiRules } from '../api.ts';
import { BASE_PATH } from './paths.ts';
import { refuse } from './refusals.ts';
import { requestHeadersSchema } from './request.ts';

/** The rules of the documented API, separate from its texts, which pages with a mock do not load. */
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
  // without a key nothing is revealed about projects, and with a key nothing about those of others
  checks: ['key', 'project', 'path', 'query'],
  isForPages: true,
  refuse,
};
