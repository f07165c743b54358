/** Waits for a number of ms, so that something can happen while a request is in progress. */
export function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
