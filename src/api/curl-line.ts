import type { Face, Wanted } from './faces.ts';

/** A request of an API as it is shown to a person. */
export interface ShownRequest extends Wanted {
  readonly face: Face;
  /** The address of the API's base, such as `http://127.0.0.1:4010/api/app`, without a slash at its end. */
  readonly base: string;
  /** A key that everybody may see; undefined for any other, which is then named and not shown. */
  readonly publicKey?: string | undefined;
}

/**
 * Writes a request as a line for a shell.
 *
 * @param separator - what stands between its parts, such as a space.
 */
export function toCurl(request: ShownRequest, separator: string): string {
  const { face, publicKey } = request;
  const { target, body } = face.toCall(request);
  // between double quotes, so that the shell puts the key in
  const key =
    publicKey === undefined
      ? `"Authorization: ${face.keyPrefix}$OPENREPLAY_API_KEY"`
      : quoteForShell(`Authorization: ${face.keyPrefix}${publicKey}`);
  return [
    `curl -H ${key}`,
    // data make it a POST
    ...(body ? [`-H 'Content-Type: application/json'`, `-d ${quoteForShell(JSON.stringify(body))}`] : []),
    quoteForShell(request.base + target),
  ].join(separator);
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
