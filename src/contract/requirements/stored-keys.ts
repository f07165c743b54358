import { isAscii } from '../reading/text-escaping.ts';
import type { WrongKey } from '../variants/key-variants.ts';

const KEY = 'OPENREPLAY_API_KEY';

/**
 * Returns what a careful server may store instead of the key: its hash in hex or Base64. Empty where the platform has no
 * hashes, such as a page without TLS.
 *
 * @param isDeep - whether to include less usual hashes and Base64.
 */
export async function storedForms(key: string, isDeep: boolean): Promise<WrongKey[]> {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle || !isAscii(key)) return [];
  const hash = (algorithm: string, value: string, tool: string): WrongKey => ({
    name: `the ${algorithm} of the key`,
    value,
    shell: `$(printf %s "$${KEY}" | ${tool} | cut -d' ' -f1)`,
  });
  const hashed = async (algorithm: string, tool: string): Promise<WrongKey> => {
    const bytes = new Uint8Array(await subtle.digest(algorithm, new TextEncoder().encode(key)));
    return hash(algorithm, Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), tool);
  };
  const base64 = { name: 'the key in Base64', value: btoa(key), shell: `$(printf %s "$${KEY}" | base64 -w0)` };
  return [
    await hashed('SHA-256', 'sha256sum'),
    ...md5(key).map((value) => hash('MD5', value, 'md5sum')),
    ...(isDeep ? [await hashed('SHA-1', 'sha1sum'), await hashed('SHA-512', 'sha512sum'), base64] : []),
  ];
}

/** The MD5 of a text in hex, where there is Node: Web Crypto has no such hash. */
function md5(text: string): string[] {
  const crypto = globalThis.process?.getBuiltinModule?.('node:crypto');
  return crypto?.getHashes().includes('md5') ? [crypto.createHash('md5').update(text).digest('hex')] : [];
}
