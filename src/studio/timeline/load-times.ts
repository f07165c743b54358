/** From this load time on, a page is marked as slow: the Web Vitals limit of a good largest contentful paint. */
export const SLOW_MS = 2_500;

/** Writes a load time in few characters. */
export function toLoad(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
