// created on first use: some test environments have neither while modules load
let encoder: InstanceType<typeof TextEncoder> | undefined;
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** Encodes a text as UTF-8. */
export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** Writes a text as UTF-8 to the start of an array. */
export function encodeInto(text: string, bytes: Uint8Array): void {
  encoder ??= new TextEncoder();
  encoder.encodeInto(text, bytes);
}

/** Decodes UTF-8; a byte order mark stays, and invalid bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(bytes);
}

let strictDecoder: InstanceType<typeof TextDecoder> | undefined;

/** Decodes UTF-8; a byte order mark stays. @throws TypeError if the bytes are not UTF-8. */
export function decodeStrictly(bytes: Uint8Array): string {
  strictDecoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return strictDecoder.decode(bytes);
}
