import { hashTexts } from './hash.ts';

/** Derives a version 4 UUID from texts. */
export function toUuid(texts: readonly string[]): string {
  const hex = hashTexts(['uuid', ...texts])
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
