/** The supported releases: v1.10 of 2023, and the last one with this API, of May 2026. */
export const V1_RELEASES = ['1.10', 'last'] as const;

/** A release of servers with v1. */
export type V1Release = (typeof V1_RELEASES)[number];
