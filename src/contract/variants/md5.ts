/** The MD5 of a text in ASCII, in hex (RFC 1321). Old servers store it, and no platform's Web Crypto has it. */
export function md5(text: string): string {
  const message = padded(text);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < message.byteLength; at += BLOCK) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let step = 0; step < 64; step += 1) {
      const [mixed, word] = mix(step, b, c, d);
      const sum =
        (a + mixed + Math.floor(2 ** 32 * Math.abs(Math.sin(step + 1))) + message.getUint32(at + 4 * word, true)) | 0;
      const turn = TURNS[(step >> 4) * 4 + (step % 4)] ?? 0;
      [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
    }
    [a, b, c, d].forEach((value, index) => {
      state[index] = ((state[index] ?? 0) + value) | 0;
    });
  }
  return state.flatMap((value) => [0, 8, 16, 24].map((shift) => hex((value >>> shift) & 0xff))).join('');
}

const BLOCK = 64;
/** The bits by which each of four steps turns a word, in each round. */
const TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** The text, one bit that is set, zeros, and its length in bits. */
function padded(text: string): DataView {
  const length = Math.ceil((text.length + 9) / BLOCK) * BLOCK;
  const view = new DataView(new ArrayBuffer(length));
  for (let at = 0; at < text.length; at += 1) view.setUint8(at, text.charCodeAt(at));
  view.setUint8(text.length, 0x80);
  view.setUint32(length - 8, text.length * 8, true);
  return view;
}

/** The function of a step, and the word that it reads. */
function mix(step: number, b: number, c: number, d: number): [mixed: number, word: number] {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) % 16];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) % 16];
  return [c ^ (b | ~d), (7 * step) % 16];
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
