/** Where the document puts the API on its host. */
export const BASE_PATH = '/api/app';

/** The path of the documented endpoint (`seed: Retrieve user sessions`). */
export const SESSIONS_PATH = '/{projectKey}/users/{userId}/sessions';
