import type { SessionEvent } from '../../index.ts';

/** A correct server, as a function from request to reply. */
export type Serve = (request: Request) => Promise<Response>;

/** A mistake that a team could ship, as a wrapper of a correct server, and the requirement that it breaks. */
export interface Fault {
  readonly name: string;
  readonly breaks: string;
  /** Requirements whose requests reveal it. @defaultValue those that reveal most faults */
  readonly shownBy?: readonly string[];
  /** Returns the faulty server; called once per run, so that a fault may keep state. */
  readonly wrap: (right: Serve) => Serve;
}

/** Changes the text of each 200 reply. */
export function onText(change: (text: string, request: Request) => string | Uint8Array<ArrayBuffer>): Fault['wrap'] {
  return (right) =>
    withHead(async (request) => {
      const reply = await right(request);
      if (reply.status !== 200 || !isRead(request)) return reply;
      const body = change(await reply.text(), request);
      return new Response(body, { status: 200, headers: { 'content-type': 'application/json' } });
    });
}

/** Answers HEAD like GET, but without the content. */
export function withHead(serve: Serve): Serve {
  return async (request) => {
    if (request.method !== 'HEAD') return serve(request);
    const reply = await serve(new Request(request, { method: 'GET' }));
    const headers = new Headers(reply.headers);
    headers.set('content-length', `${(await reply.arrayBuffer()).byteLength}`);
    return new Response(null, { status: reply.status, headers });
  };
}

/** Changes the list of events of each 200 reply. */
export function onEvents(change: (events: Wire[], request: Request) => unknown[]): Fault['wrap'] {
  return onText((text, request) => JSON.stringify({ data: change(JSON.parse(text).data, request) }));
}

/** Changes each event of each 200 reply. */
export function onEvent(change: (event: Wire, index: number) => unknown): Fault['wrap'] {
  return onEvents((events) => events.map(change));
}

/** An event whose fields can be changed to anything. */
export type Wire = SessionEvent & Record<string, unknown>;

/** The bounds of a requested window; undefined if there is none. */
export interface Bounds {
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** Filters all events of the user differently than requested. Bad dates are still refused. */
export function onWindow(keep: (event: Wire, bounds: Bounds, events: readonly Wire[]) => boolean): Fault['wrap'] {
  return (right) =>
    withHead(async (request) => {
      const asked = await right(request.clone());
      if (asked.status !== 200 || request.method !== 'GET') return asked;
      const url = new URL(request.url);
      const bounds = { start: bound(url, 'start_date'), end: bound(url, 'end_date') };
      url.search = '';
      const all: Wire[] = JSON.parse(await (await right(new Request(url, request))).text()).data;
      return json(200, { data: all.filter((event) => keep(event, bounds, all)) });
    });
}

/** Whether a time lies in a window, both ends included. */
export function isWithin(time: number, { start, end }: Bounds): boolean {
  return (start === undefined || time >= start) && (end === undefined || time <= end);
}

/** Changes the request before a right server answers it. */
export function onRequest(
  change: (request: Request, url: URL) => { url?: string; authorization?: string | null },
): Fault['wrap'] {
  return (right) => (request) => {
    const { url = request.url, authorization } = change(request, new URL(request.url));
    const moved = url === request.url ? request : new Request(url, request);
    if (authorization === undefined) return right(moved);
    const headers = new Headers(request.headers);
    if (authorization === null) headers.delete('authorization');
    else headers.set('authorization', authorization);
    return right(new Request(moved, { headers }));
  };
}

/** Replaces refusals. */
export function onRefusal(change: (reply: Response, request: Request) => Response | Promise<Response>): Fault['wrap'] {
  return (right) => async (request) => {
    const reply = await right(request.clone());
    return reply.status >= 400 && isRead(request) ? change(reply, request) : reply;
  };
}

/** Whether a request only reads, which is POST for some APIs. */
export function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'POST';
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

function bound(url: URL, name: string): number | undefined {
  const text = url.searchParams.get(name);
  return text === null ? undefined : Number(text);
}
