/**
 * Says why `JSON.parse` rejects a text, without the part that engines quote: it may hold a secret, truncated beyond
 * recognition.
 */
export function whyNotJson(error: unknown): string {
  const { message } = error as SyntaxError;
  const quoted = /(?:, )?(?:\.{3})?"/.exec(message)?.index ?? message.length;
  return message.slice(0, quoted).trimEnd() || 'unexpected text';
}
