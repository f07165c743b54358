/** The APIs that a mock can answer, in the order in which it lists them. */
export const API_IDS = ['documented', 'v2'] as const;

/** Tells an API from the others. */
export type ApiId = (typeof API_IDS)[number];
