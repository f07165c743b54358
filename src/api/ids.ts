/** The APIs, in the order in which a mock lists them. */
export const API_IDS = ['documented', 'v1', 'v2'] as const;

/** How an API is named in options. */
export type ApiId = (typeof API_IDS)[number];
