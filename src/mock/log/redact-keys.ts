/** Builds what takes keys out of a text, except the one that is published. */
export function createRedaction(keys: readonly string[], published: string): (text: string) => string {
  const secrets = keys.filter((key) => key !== published).sort((a, b) => b.length - a.length);
  return (text) =>
    secrets.reduce((redacted, key) => redacted.replaceAll(key, '***').replaceAll(encodeURIComponent(key), '***'), text);
}
