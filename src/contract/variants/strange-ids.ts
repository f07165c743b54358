/** User IDs that careless code stumbles over; what they are to servers is known of none. */
export const STRANGE_IDS: readonly string[] = [
  'Jean Luc Petit',
  '5% off%20',
  'a+b&c=d',
  'søren-東京@exämple.org',
  '🛒',
  `"quoted" <b>`,
  '{"$gt":""}',
  "'; DROP TABLE users; --",
  'acme/eu/42',
  'a?b#c',
  'a\\b',
  '9007199254740993',
  '__proto__',
  'x'.repeat(257),
  'é'.repeat(256),
];

/** Whether a firewall or a router in front may refuse an ID by itself, or read it in its own way. */
export function isAttackLike(id: string): boolean {
  return /[/\\'"<{]/.test(id);
}
