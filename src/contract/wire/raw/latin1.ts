/** Reads each byte as the character of its number (ISO 8859-1), as the head of a message is read. */
export function fromLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Writes text as UTF-8, except for what is given as bytes below 256: each of its characters is one byte. */
export function toLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
