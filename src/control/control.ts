import { Refusal, refuse } from '../api/problem.ts';
import { toSentences } from '../kit/control/refusals.ts';
import { INTERNALS } from '../mock/internals.ts';
import type { Mock } from '../mock/mock.ts';
import { checkBody } from '../serve/checks.ts';
import { toJsonBody } from '../serve/json-body.ts';
import type { JsonLimits } from '../serve/json-limits.ts';
import { BodyTooLarge, type Stream } from '../serve/message.ts';
import { JSON_TYPE, JsonText, join } from '../serve/reply.ts';
import { MockError, OptionError, RecordError } from '../shared/errors.ts';
import { headerValueSchema } from '../shared/header-value.ts';
import { inSlices } from '../shared/slices.ts';
import { createEntrance } from './entrance.ts';
import { CLOSED, type ControlReply, type ControlRequest, toClosed } from './message.ts';
import type { ControlRow } from './row.ts';
import { createWatchers } from './watchers.ts';

export { CONTROL_PATH } from '../kit/control/api.ts';
export { controlRows } from './entrance.ts';

/** Options of the control API. */
interface ControlOptions {
  /**
   * A secret that each request must send in X-Control-Key; requests may then come from other machines. Without it, only
   * this machine may use the control API.
   */
  readonly controlKey?: string | undefined;
  /** The version of openreplay-kit. */
  readonly version: string;
  /** Host names of this server besides localhost and loopback addresses. @defaultValue none */
  readonly hostNames?: readonly string[];
  /** Real time in milliseconds, such as `Date.now`. Without it the mock's clock can be set but not run. */
  readonly timeSource?: (() => number) | undefined;
  /** How many bytes a body may have. @defaultValue no limit but that of the host */
  readonly maxBodyBytes?: number;
  /** How many items a body may have, and how long a text may be. @defaultValue 200000 items, texts of 65536 bytes */
  readonly limits?: JsonLimits | undefined;
}

/** Answers a request to the control API. */
export type Control = (request: ControlRequest) => Promise<ControlReply>;

/**
 * Creates the control API of a mock, to set up and watch it over HTTP.
 *
 * @throws OptionError when the control key cannot be sent in a header.
 * @example
 * ```ts
 * const control = createControl(createMock(), { version: '1.0.0' });
 * ```
 */
export function createControl(mock: Mock, options: ControlOptions): Control {
  const { version, timeSource, hostNames = [], limits, maxBodyBytes = Number.POSITIVE_INFINITY } = options;
  const entrance = createEntrance({ keys: mock.options.keys, controlKey: checkKey(options.controlKey), hostNames });
  const watchers = createWatchers(mock);

  const respond = async (request: ControlRequest): Promise<ControlReply | Refusal> => {
    const readBody = () => readAtMost(maxBodyBytes, request.readBody);
    const visit = entrance.admit({ ...request, readBody, bodyLimits: limits });
    if (visit instanceof Refusal) return visit;
    const refused = await checkBody(visit);
    if (refused) return refused;
    const { lastEventId } = request.headers;
    const { replica, collect } = mock[INTERNALS];
    await replica.refresh();
    const answer = () => visit.row.answer({ mock, version, timeSource, watchers, lastEventId }, visit.input);
    const { result: answering, made } = collect(answer);
    const [result] = await Promise.all([answering, made]);
    if (result instanceof Refusal) return result;
    if (visit.row.changes !== 'nothing') watchers.notify(visit.row.changes);
    return encode(visit.row, result);
  };

  return async (request) => {
    const reply = await respond(request).catch(toRefusal);
    if (reply instanceof Refusal) return entrance.refuse(request, reply);
    return request.method === 'HEAD' ? { status: reply.status, headers: reply.headers, body: undefined } : reply;
  };
}

async function readAtMost(mostBytes: number, read: ControlRequest['readBody']): Promise<Uint8Array | undefined> {
  const bytes = await read();
  if ((bytes?.length ?? 0) > mostBytes) throw new BodyTooLarge(mostBytes);
  return bytes;
}

/** Builds the reply of a successful operation; a long one in slices. */
async function encode({ operation, status }: ControlRow, result: unknown): Promise<ControlReply> {
  const { contentType } = operation.replies[status] ?? {};
  if (result === undefined) return toClosed({ status, headers: {}, body: undefined });
  if (contentType !== 'text/event-stream') {
    const body = result instanceof JsonText ? await inSlices(join(result.pieces)) : await toJsonBody(result);
    const headers = { 'content-type': JSON_TYPE, 'content-length': String(body.length) };
    return toClosed({ status, headers, body });
  }
  // Cast: the type of rows ensures that an operation with such a reply returns a stream
  const stream = result as Stream;
  return { status: 200, headers: { ...CLOSED, 'content-type': `${contentType}; charset=utf-8` }, stream };
}

/** Turns what the mock refuses into a reply; the host answers anything else it throws. */
function toRefusal(error: unknown): Refusal {
  if (error instanceof RecordError) return refuse(400, toSentences(error.issues));
  if (error instanceof OptionError) return refuse(400, error.message);
  if (error instanceof MockError) return refuse(503, error.message);
  throw error;
}

/** Returns the control key if a header can carry it. */
function checkKey(key: string | undefined): string | undefined {
  if (headerValueSchema.optional().safeParse(key).success) return key;
  throw new OptionError(
    'Failed to open the control API: controlKey must be printable ASCII without spaces, received one that is not shown.',
  );
}
