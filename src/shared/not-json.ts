/**
 * Says why `JSON.parse` takes a text for no JSON, without the part of the text that engines quote: it may hold a secret,
 * cut where nobody recognises it any more.
 */
export function whyNotJson(error: unknown): string {
  const { message } = error as SyntaxError;
  const quoted = /(?:, )?(?:\.{3})?"/.exec(message)?.index ?? message.length;
  return message.slice(0, quoted).trimEnd() || 'unexpected text';
}
