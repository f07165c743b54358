// made when first used: some test environments have neither while modules load
let encoder: InstanceType<typeof TextEncoder> | undefined;
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** Gives a text in UTF-8. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** Writes a text in UTF-8 to the start of some bytes. */
export function encodeInto(text: string, bytes: Uint8Array): void {
  encoder ??= new TextEncoder();
  encoder.encodeInto(text, bytes);
}

/** Reads UTF-8; a byte order mark stays, and what is no UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(bytes);
}

let strictDecoder: InstanceType<typeof TextDecoder> | undefined;

/** Reads UTF-8; a byte order mark stays. @throws TypeError where the bytes are no UTF-8. */
export function decodeStrictly(bytes: Uint8Array): string {
  strictDecoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return strictDecoder.decode(bytes);
}
