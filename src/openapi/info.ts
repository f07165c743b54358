import type { ServerObject } from 'openapi3-ts/oas31';

/** Contact for questions about the documents. */
export const CONTACT = { name: 'openreplay-kit', url: 'https://www.npmjs.com/package/openreplay-kit' };

/** Where the mock is served. */
export const MOCK_SERVER: ServerObject = { url: 'http://127.0.0.1:4010', description: 'openreplay-kit mock' };

/**
 * Where a real API is served. The variable has no description: the JSON Schema of OpenAPI 3.1 that swagger-parser
 * validates with spells that field `descriptions`.
 */
export const REAL_SERVER: ServerObject = {
  url: 'https://{host}',
  description: 'A self-hosted OpenReplay, on your own host',
  variables: { host: { default: 'openreplay.example.com' } },
};
