/** Waits so many ms, for what has to come while something else is under way. */
export function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
