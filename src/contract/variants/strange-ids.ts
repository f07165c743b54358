import { MARKUP } from '../wire/markup.ts';

/** More digits than a double holds. */
export const DIGITS = '9007199254740993';

/** User IDs that trip up some servers; whether they exist is unknown. */
export const STRANGE_IDS: readonly string[] = [
  'Jean Luc Petit, 5% off%20',
  // placeholder characters of statements and formats
  'a+b&c=d?e#f:g$1{h}@i',
  'søren-東京🛒𠮷@exämple.org',
  `"quoted" ${MARKUP}`,
  '{"$gt":""}',
  "'; DROP TABLE users; --",
  'acme/eu/42',
  'a\\b\\',
  DIGITS,
  '__proto__',
  'é'.repeat(257),
];

/** Whether a firewall or a router in front may refuse an ID on its own, or read it differently. */
export function isAttackLike(id: string): boolean {
  return /[/\\'"<{]/.test(id);
}
