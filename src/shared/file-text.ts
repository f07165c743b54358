/**
 * Decodes a file in UTF-8 or UTF-16 (which PowerShell writes when it redirects output), without its byte order mark.
 */
export function decodeFile(bytes: Uint8Array, { isStrict = false } = {}): string {
  return new TextDecoder(encodingOf(bytes), { fatal: isStrict }).decode(bytes);
}

/** Detects the encoding of a file by its byte order mark; without one it is UTF-8. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
