/**
 * The shortest and the longest time from a session's start, which its ID encodes, to its first event, in milliseconds.
 */
export const SHORTEST_START_UP_MS = 300;
export const LONGEST_START_UP_MS = 4000;
