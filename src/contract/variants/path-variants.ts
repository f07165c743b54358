/** Writes a path in another way. It comes with the base path, as it goes over the wire. */
export type Respell = (path: string) => string;

/** Changes the last segment of a path, which names what is asked for. */
export function lastSegment(change: (segment: string) => string): Respell {
  return (path) => {
    const at = path.lastIndexOf('/') + 1;
    return path.slice(0, at) + change(path.slice(at));
  };
}

/** Puts something behind a path. */
export function withBehind(text: string): Respell {
  return (path) => path + text;
}

/** Leaves out the last segment of a path. */
export const withoutLast: Respell = (path) => path.replace(/\/[^/]*$/, '');

/** Percent-encodes the first character of a text. */
export function encodeFirst(text: string): string {
  return `%${text.charCodeAt(0).toString(16)}${text.slice(1)}`;
}
