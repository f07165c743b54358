import { DEVELOPMENT_KEY as KEY } from '../../index.ts';
import { type Fault, onRequest, type Serve } from './fault.ts';

/** Builds a fault. */
export const row = (breaks: string, name: string, wrap: Fault['wrap']): Fault => ({ name, breaks, wrap });
/** Takes for the right key what `isRight` says is one. */
export const taking = (breaks: string, name: string, isRight: (given: string, url: URL) => boolean): Fault =>
  row(
    breaks,
    name,
    onRequest((request, url) =>
      isRight(request.headers.get('authorization') ?? '', url) ? { authorization: KEY } : {},
    ),
  );
/** Reads the user ID as another one. */
export const respell = (breaks: string, name: string, change: (userId: string) => string): Fault =>
  row(
    breaks,
    name,
    onRequest((_, url) => ({
      url: url.href.replace(/users\/([^/?]*)/, (_all, segment) => `users/${encode(change(decode(segment)))}`),
    })),
  );
/** Encodes a path segment. */
export const encode = (text: string) => encodeURIComponent(text);
/** Decodes a path segment, or leaves it where it cannot be decoded. */
export const decode = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
/** Breaks every `n`th request. */
export const every =
  (n: number, broken: () => Response | Promise<Response>): Fault['wrap'] =>
  (right) => {
    let count = 0;
    return async (request) => {
      count += 1;
      return count % n === 0 ? broken() : right(request);
    };
  };
/** Answers from a cache whose key leaves something out. */
export const cached = (
  breaks: string,
  name: string,
  keyOf: (request: Request, url: URL) => string,
  isStored = (reply: Response) => reply.status === 200,
): Fault =>
  row(breaks, name, (right) => {
    const cache = new Map<string, Response>();
    return async (request) => {
      const key = keyOf(request, new URL(request.url));
      const known = cache.get(key);
      if (known) return known.clone();
      const reply = await right(request);
      if (isStored(reply)) cache.set(key, reply.clone());
      return reply;
    };
  });
/** The key of a request. */
export const authorization = (request: Request) => request.headers.get('authorization');
/** The user of the document. */
export const DOCUMENTED = 'mickael@openreplay.com';
/** Sends requests to another URL. */
export const elsewhere = (from: RegExp, to: string): Fault['wrap'] =>
  onRequest((_, url) => ({ url: url.href.replace(from, to) }));
/** Answers for strangers with a user's data. */
export const strangerTo = (right: Serve, userId: string) => async (request: Request) => {
  const reply = await right(request.clone());
  const isEmpty = reply.status === 200 && request.method === 'GET' && (await reply.clone().text()) === '{"data":[]}';
  if (!isEmpty) return reply;
  return right(new Request(request.url.replace(/users\/[^/?]*/, `users/${encode(userId)}`), request));
};
