import { BASE_PATH } from '../../../api/documented/paths.ts';
import { V1_BASE_PATH } from '../../../api/v1/paths.ts';
import { V2_BASE_PATH } from '../../../api/v2/paths.ts';
import { CONTROL_PATH, createControl } from '../../../control/control.ts';
import type { ControlReply } from '../../../control/message.ts';
import type { Mock } from '../../../mock/mock.ts';
import { respond } from '../../web.ts';

/** Options of a site without a server. */
export interface DemoSiteOptions {
  /** The URL of its folder, ending in a slash. The mocked API and `__kit/` are below it. */
  readonly scope: URL;
  readonly version: string;
  /** Real time, epoch ms. */
  readonly timeSource: () => number;
}

const MOCK_PATHS = [BASE_PATH, V1_BASE_PATH, V2_BASE_PATH, CONTROL_PATH];

/** Whether a request is for the mock of a site rather than its files. */
export function isForMock(url: URL, scope: URL): boolean {
  const folder = folderOf(scope);
  return url.origin === scope.origin && MOCK_PATHS.some((path) => isBelow(url.pathname, folder + path));
}

/** Serves a mock with its control API, as `serve` does, to the pages of one folder of a site. */
export function createDemoSite(mock: Mock, options: DemoSiteOptions): (request: Request) => Promise<Response> {
  const { scope, version, timeSource } = options;
  const control = createControl(mock, { version, timeSource, hostNames: [scope.hostname] });
  const folder = folderOf(scope);

  const answerControl = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    const header = (name: string) => request.headers.get(name) ?? undefined;
    const reply = await control({
      method: request.method,
      path: pathname.slice(folder.length),
      query: search.slice(1),
      headers: {
        host: scope.host,
        contentType: header('content-type'),
        controlKey: header('x-control-key'),
        lastEventId: header('last-event-id'),
      },
      hasBody: body.length > 0,
      readBody: async () => body,
      // a worker receives requests of its own folder only
      isLocal: true,
    });
    return new Response(toBody(reply), { status: reply.status, headers: reply.headers });
  };

  return (request) =>
    isBelow(new URL(request.url).pathname, folder + CONTROL_PATH)
      ? answerControl(request)
      : respond(mock, request, folder, '');
}

function folderOf(scope: URL): string {
  return scope.pathname.replace(/\/$/, '');
}

function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

type Body = NonNullable<ConstructorParameters<typeof Response>[0]>;

function toBody(reply: ControlReply): Body | undefined {
  // a Uint8Array is a body everywhere; the cast only bridges type libraries that disagree on its buffer
  if (!('stream' in reply) || !reply.stream) return reply.body as Uint8Array<ArrayBuffer> | undefined;
  const { stream } = reply;
  const encoder = new TextEncoder();
  let stop: (() => void) | undefined;
  return new ReadableStream({
    start(controller) {
      stop = stream((text) => controller.enqueue(encoder.encode(text)));
    },
    cancel: () => stop?.(),
  });
}
