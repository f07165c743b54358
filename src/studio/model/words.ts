/** Returns the message of an error. */
export function toWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
