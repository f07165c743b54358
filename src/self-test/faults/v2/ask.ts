import type { Row } from '../../face.ts';
import { pathOf } from '../deployed/make.ts';
import type { Fault } from '../fault.ts';

/** The object in the body of a request; undefined if there is none. */
export async function bodyOf(request: Request): Promise<Row | undefined> {
  try {
    const body: unknown = JSON.parse(await request.clone().text());
    return body !== null && typeof body === 'object' ? (body as Row) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the body of requests on some paths differently. */
export function onAsk(path: RegExp, change: (body: Row) => Row | undefined): Fault['wrap'] {
  return (right) => async (request) => {
    const isMeant = request.method === 'POST' && path.test(pathOf(request));
    const body = isMeant ? await bodyOf(request) : undefined;
    const changed = body && change(body);
    return right(changed ? new Request(request, { body: JSON.stringify(changed) }) : request);
  };
}

/** Reads the text of each body as a different one. */
export function onBody(change: (text: string) => string): Fault['wrap'] {
  return (right) => async (request) => {
    if (request.method !== 'POST') return right(request);
    // Request.text() skips a byte order mark
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await request.clone().arrayBuffer());
    const changed = change(text);
    return right(changed === text ? request : new Request(request, { body: changed }));
  };
}
