import { createHash } from 'node:crypto';

/** What shapes the answers of a mock besides its state, by name: JSON, or a hash of a long one. */
export type World = Readonly<Record<string, string>>;

const LONGEST_SHOWN = 200;

/** Summarises the options of a mock. */
export function toWorld(options: Readonly<Record<string, unknown>>): World {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [name, toText(value)]),
  );
}

/** Lists the options in which a mock differs from those with the state, such as `seed (1 there, 2 here)`. */
export function differences(there: World, here: World): string[] {
  const names = new Set([...Object.keys(there), ...Object.keys(here)]);
  return [...names]
    .filter((name) => there[name] !== here[name])
    .map((name) => `${name} (${there[name] ?? 'none'} there, ${here[name] ?? 'none'} here)`);
}

function toText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.length <= LONGEST_SHOWN) return text;
  return `hash ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
