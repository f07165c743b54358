import type { ServerObject, TagObject } from 'openapi3-ts/oas31';

/** The version the document carries: the package's own. */
export const DOCUMENT_VERSION = '0.1.0';

/** The name of the one security scheme. */
export const SECURITY_SCHEME = 'organizationApiKey';

/** What the document says of itself, apart from the licence, which each version of OpenAPI writes in its own way. */
export const INFO = {
  title: 'OpenReplay user sessions',
  version: DOCUMENT_VERSION,
  description:
    'What a user did in their recorded sessions, as OpenReplay serves it. All times are epoch milliseconds, all durations milliseconds.',
  contact: { name: 'openreplay-kit', url: 'https://www.npmjs.com/package/openreplay-kit' },
};

/** Where the API is served. */
export const SERVERS: readonly ServerObject[] = [
  { url: 'http://127.0.0.1:4010', description: 'openreplay-kit mock' },
  {
    url: 'https://{host}',
    description: 'A self-hosted OpenReplay',
    variables: { host: { default: 'openreplay.example.com', description: 'The host that OpenReplay runs on.' } },
  },
];

/** The groups that operations are listed in. */
export const TAGS: readonly TagObject[] = [
  { name: 'Sessions', description: 'The recorded sessions of the users of a project.' },
];
