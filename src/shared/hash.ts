/** Four 32-bit words, enough to seed a generator with 128 bits of state. */
type Hash128 = readonly [number, number, number, number];

/**
 * Hashes texts to 128 bits, over their UTF-16 code units and with the length of each part, so that `['ab', 'c']` and
 * `['a', 'bc']` differ. Four multiply-and-xor lanes that feed each other (the public-domain "cyrb128"): quick and well
 * spread, not cryptographic. Integer arithmetic only, so the same on every engine.
 */
export function hashTexts(parts: readonly string[]): Hash128 {
  let a = 0x6a09e667;
  let b = 0xbb67ae85;
  let c = 0x3c6ef372;
  let d = 0xa54ff53a;
  const text = parts.map((part) => `${part.length}:${part}`).join('');
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  const first = Math.imul(c ^ (a >>> 18), 597399067);
  const second = Math.imul(d ^ (b >>> 22), 2869860233);
  const third = Math.imul(first ^ (c >>> 17), 951274213);
  const fourth = Math.imul(second ^ (d >>> 19), 2716044179);
  return [first ^ second ^ third ^ fourth, second, third, fourth];
}
