/** The base path of the API in the document. */
export const BASE_PATH = '/api/app';

/** The path of the documented endpoint (`seed: Retrieve user sessions`). */
export const SESSIONS_PATH = '/{projectKey}/users/{userId}/sessions';
