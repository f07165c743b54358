const IN_TAGS: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

const IN_HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
};

/** Writes JSON as the server does, which escapes everything that looks like a tag (`observed: v2`). */
export function toWireJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => IN_TAGS[character] ?? character);
}

/**
 * Escapes all texts of a value for HTML, including field names, and sorts fields by name, as the server does with rows.
 */
export function escapeHtml(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[&'<>"]/g, (character) => IN_HTML[character] ?? character);
  if (Array.isArray(value)) return value.map(escapeHtml);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, of]) => [String(escapeHtml(name)), escapeHtml(of)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
