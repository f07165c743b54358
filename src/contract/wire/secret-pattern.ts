/** What may stand between two characters of a secret that was broken over lines, indented or escaped. */
const BETWEEN = String.raw`(?:\s|\\+[nrt]?)*`;

const ENTITIES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** Matches a text in any spelling: letter case, percent-encoding, escapes of JSON, HTML and MIME, broken over lines. */
export function patternOf(text: string): RegExp {
  return new RegExp([...text].map(anySpelling).join(BETWEEN), 'giu');
}

function anySpelling(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).padStart(2, '0');
  const entity = ENTITIES[character];
  return `(?:${[
    ...(entity ? [`&(?:amp;)*${entity};`] : []),
    `&(?:amp;)*#(?:0*${code}|x0*${hex});`,
    `[%=](?:25)*${hex}`,
    String.raw`\\+(?:u00|x)${hex}`,
    /[+/]/.test(character) ? '[+/_-]' : character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`),
  ].join('|')})`;
}

/** Fewer characters stand in other words too. */
const SHORTEST_ENCODED = 8;

/** A secret in Base64, wherever in a longer text it stood, and in hex. */
export function encodingsOf(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)];
  const base64 = [0, 1, 2].flatMap((offset) => {
    const text = btoa(String.fromCharCode(...new Array(offset).fill(0), ...bytes));
    // the characters at both ends hold bits of what stands beside the secret
    const encoded = text.slice(offset === 0 ? 0 : offset + 1);
    return [encoded.replace(/=+$/, ''), encoded.replace(/.=+$/, '')];
  });
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [...base64, hex].filter((text) => text.length >= SHORTEST_ENCODED);
}
