// Holds the mock against the contract as a user's own suite would; the project's Vitest runs it.
import { createFetch, createMock, DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from 'openreplay-kit';
import { describeSessionsContract } from 'openreplay-kit/vitest';

describeSessionsContract(
  {
    baseUrl: 'http://mock.example/api/app',
    key: DEVELOPMENT_KEY,
    projectKey: DOCUMENTED_PROJECT_KEY,
    userIds: [DOCUMENTED_USER_ID],
    fetch: createFetch(createMock()),
  },
  { only: ['AUTH', 'REPLY'] },
);
