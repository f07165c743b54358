/** Says what went wrong. */
export function toWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
