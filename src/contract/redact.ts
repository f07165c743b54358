/** Builds a function that hides secrets, in any spelling they could come back in, and makes text safe to print. */
export function createRedactor(): { add(secret: string, name: string): void; redact(text: string): string } {
  const names = new Map<string, string>();
  return {
    add(secret, name) {
      if (secret.length < 4) return;
      for (const spelling of spellings(secret)) if (!names.has(spelling)) names.set(spelling, name);
    },
    redact(text) {
      const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
      const hidden = longestFirst.reduce((shown, [secret, name]) => shown.replaceAll(secret, name), text);
      return hidden.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    },
  };
}

function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = btoa(secret).replace(/=+$/, '');
  return [...new Set([secret, json, encodeURIComponent(secret), secret.toLowerCase(), secret.toUpperCase(), base64])];
}

// terminal escapes, other control characters and text-direction overrides; line feeds are left
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
