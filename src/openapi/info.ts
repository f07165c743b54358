import type { ServerObject } from 'openapi3-ts/oas31';

/** Whom to ask about the documents. */
export const CONTACT = { name: 'openreplay-kit', url: 'https://www.npmjs.com/package/openreplay-kit' };

/** Where the mock is served. */
export const MOCK_SERVER: ServerObject = { url: 'http://127.0.0.1:4010', description: 'openreplay-kit mock' };

/**
 * Where an API is served that real servers have. The variable has no description of its own: the JSON Schema of OpenAPI
 * 3.1 that swagger-parser validates with spells that field `descriptions`.
 */
export const REAL_SERVER: ServerObject = {
  url: 'https://{host}',
  description: 'A self-hosted OpenReplay, on a host of yours',
  variables: { host: { default: 'openreplay.example.com' } },
};
