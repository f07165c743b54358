import { DEVELOPMENT_KEY as KEY } from '../../index.ts';
import type { Dates, Face, Row } from '../face.ts';
import { type Fault, onRequest, onText, type Serve } from './fault.ts';

export const row = (breaks: string, name: string, wrap: Fault['wrap']): Fault => ({ name, breaks, wrap });
export const encode = (text: string) => encodeURIComponent(text);
/** Decodes a path segment, or returns it unchanged if that fails. */
export const decode = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
/** Reads the user ID as a different one. */
export const respell = (breaks: string, name: string, change: (userId: string) => string): Fault =>
  row(
    breaks,
    name,
    onRequest((_, url) => ({
      url: url.href.replace(/users\/([^/?]*)/, (_all, segment) => `users/${encode(change(decode(segment)))}`),
    })),
  );
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
/** The key of a request. */
export const authorization = (request: Request) => request.headers.get('authorization');
/** The user in the document's example. */
export const DOCUMENTED = 'mickael@openreplay.com';
/** Sends requests to a different URL. */
export const elsewhere = (from: RegExp, to: string): Fault['wrap'] =>
  onRequest((_, url) => ({ url: url.href.replace(from, to) }));
/** Answers with a literal body. */
export const jsonText = (status: number, body: string) =>
  new Response(body, { status, headers: { 'content-type': 'application/json' } });
/** Properties of a request that give it the right key. */
export const letIn = (face: Face) => ({ authorization: face.authorize(KEY) });

/** The builders of faults for an API. */
export function makersOf(face: Face) {
  const nothing = () => jsonText(200, face.nothing);
  const isNothing = async (reply: Response) => reply.status === 200 && (await reply.clone().text()) === face.nothing;
  return {
    letIn: letIn(face),
    /** An empty list. */
    nothing,
    isNothing,
    /** Identifies a request, whatever the key: by URL and body. */
    nameOf: async (request: Request) => `${request.url} ${await request.clone().text()}`,
    /** Accepts every key that `isRight` accepts. */
    taking: (breaks: string, name: string, isRight: (given: string, url: URL) => boolean): Fault =>
      row(
        breaks,
        name,
        onRequest((request, url) => (isRight(face.keyOf(authorization(request) ?? ''), url) ? letIn(face) : {})),
      ),
    /** Answers from a cache whose key omits something; the request is in the URL and in `content`. */
    cached: (
      breaks: string,
      name: string,
      keyOf: (request: Request, url: URL, content: string) => string,
      isStored = (reply: Response) => reply.status === 200,
    ): Fault =>
      row(breaks, name, (right) => {
        const cache = new Map<string, Response>();
        return async (request) => {
          const key = keyOf(request, new URL(request.url), await request.clone().text());
          const known = cache.get(key);
          if (known) return known.clone();
          const reply = await right(request);
          if (isStored(reply)) cache.set(key, reply.clone());
          return reply;
        };
      }),
    /** Changes the items of each list. */
    onRows: (change: (rows: Row[], request: Request) => readonly Row[]): Fault['wrap'] =>
      onText((text, request) => (isList(request) ? face.withRows(text, change(face.rowsOf(text), request)) : text)),
    /** Reads the dates of a list differently; `undefined` returns an empty list. */
    onDates:
      (change: (dates: Dates) => Dates | undefined): Fault['wrap'] =>
      (right) =>
      async (request) => {
        if (!isList(request)) return right(request);
        const dates = await face.datesOf(request);
        const changed = change(dates);
        if (!changed) return nothing();
        const isSame = changed.start === dates.start && changed.end === dates.end;
        return right(isSame ? request : await face.withDates(request, changed));
      },
    /** Answers requests for unknown users with a user's data. */
    strangerTo: (right: Serve, userId: string) => async (request: Request) => {
      const again = request.clone();
      const reply = await right(request);
      if (!isList(again) || !(await isNothing(reply))) return reply;
      return right(new Request(again.url.replace(/users\/[^/?]*/, `users/${encode(userId)}`), again));
    },
    /** Whether a request has a date. */
    isWindow: async (request: Request) => {
      const { start, end } = await face.datesOf(request);
      return start !== undefined || end !== undefined;
    },
  };
}

/** Whether a request is for the list of a user. */
export function isList(request: Request): boolean {
  return /^(?:GET|POST)$/.test(request.method) && /\/users\/[^/]*\/sessions$/.test(new URL(request.url).pathname);
}
