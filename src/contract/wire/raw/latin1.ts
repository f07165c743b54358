/** Decodes each byte as the character with its code (ISO 8859-1), as the head of a message is read. */
export function fromLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Encodes text as UTF-8, unless all its characters are below 256: then each is one byte. */
export function toLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
