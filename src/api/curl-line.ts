import type { Face, Wanted } from './faces.ts';

/** A request of an API, to be shown to a person. */
export interface ShownRequest extends Wanted {
  readonly face: Face;
  /** The API's base URL, such as `http://127.0.0.1:4010/api/app`, without a trailing slash. */
  readonly base: string;
  /** A public key; undefined for any other, which is shown as its variable. */
  readonly publicKey?: string | undefined;
}

/**
 * Writes a request as a line for a shell.
 *
 * @param separator - what separates its parts, such as a space.
 */
export function toCurl(request: ShownRequest, separator: string): string {
  const { face, publicKey } = request;
  const { target, body } = face.toCall(request);
  // in double quotes, so that the shell inserts the key
  const key =
    publicKey === undefined
      ? `"Authorization: ${face.keyPrefix}$OPENREPLAY_API_KEY"`
      : quoteForShell(`Authorization: ${face.keyPrefix}${publicKey}`);
  return [
    `curl -H ${key}`,
    // data makes it a POST
    ...(body ? [`-H 'Content-Type: application/json'`, `-d ${quoteForShell(JSON.stringify(body))}`] : []),
    quoteForShell(request.base + target),
  ].join(separator);
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
