/** Rewrites a path, which includes the base path and is percent-encoded. */
export type Respell = (path: string) => string;

/** Changes the last segment of a path, which names the resource. */
export function lastSegment(change: (segment: string) => string): Respell {
  return (path) => {
    const at = path.lastIndexOf('/') + 1;
    return path.slice(0, at) + change(path.slice(at));
  };
}

/** Appends text to a path. */
export function withBehind(text: string): Respell {
  return (path) => path + text;
}

/** Removes the last segment of a path. */
export const withoutLast: Respell = (path) => path.replace(/\/[^/]*$/, '');

/** Percent-encodes the first character of a text. */
export function encodeFirst(text: string): string {
  return `%${text.charCodeAt(0).toString(16)}${text.slice(1)}`;
}
