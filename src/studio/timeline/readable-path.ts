import { visibleText } from '../parts/visible-text.ts';

/** Writes a path as people read it: letters of all scripts in place of their percent-encoding, where there is any. */
export function readablePath(path: string): string {
  try {
    return visibleText(decodeURI(path));
  } catch {
    // broken percent-encoding is shown as it is
    return visibleText(path);
  }
}
