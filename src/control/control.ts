import type { ControlOperation } from '../kit/control/operation.ts';
import { INTERNALS } from '../mock/internals.ts';
import type { Mock } from '../mock/mock.ts';
import { MockError, OptionError, RecordError } from '../shared/errors.ts';
import { encodeSuccess, withoutBody } from './encode.ts';
import { createEntrance } from './entrance.ts';
import type { ControlReply, ControlRequest } from './message.ts';
import { check, parseJson, toSentences } from './parse.ts';
import { Refusal } from './refusal.ts';
import type { Subject } from './row.ts';
import { createWatchers } from './watchers.ts';

export { CONTROL_PATH } from '../kit/control/operation.ts';
export { controlRows } from './entrance.ts';

/** How the control API is set up. */
export interface ControlOptions {
  /**
   * A secret that each request has to carry in X-Control-Key; requests may then come from other machines. Without it
   * only this machine may use the control API.
   */
  readonly controlKey?: string | undefined;
  /** The version of openreplay-kit. */
  readonly version: string;
  /** Names that this server goes by besides localhost and loopback addresses. @defaultValue none */
  readonly hostNames?: readonly string[];
  /** Real time in milliseconds, such as `Date.now`. Without it the mock's clock can be moved and not run. */
  readonly timeSource?: (() => number) | undefined;
  /** How many bytes a body may have. @defaultValue no limit but that of the host, which reads the body */
  readonly maxBodyBytes?: number;
}

/** Answers a request to the control API. */
export type Control = (request: ControlRequest) => Promise<ControlReply>;

/**
 * Creates the control API of a mock: what sets it up and watches it over HTTP.
 *
 * @throws OptionError when the control key cannot be sent in a header.
 * @example
 * ```ts
 * const control = createControl(createMock(), { version: '1.0.0' });
 * ```
 */
export function createControl(mock: Mock, options: ControlOptions): Control {
  const { version, timeSource, hostNames = [], maxBodyBytes = Number.POSITIVE_INFINITY } = options;
  const entrance = createEntrance({ keys: mock.options.keys, controlKey: checkKey(options.controlKey), hostNames });
  const subject: Subject = { mock, version, timeSource, watchers: createWatchers(mock) };

  const respond = async (request: ControlRequest): Promise<ControlReply | Refusal> => {
    const admitted = entrance.admit(request);
    if (admitted instanceof Refusal) return admitted;
    const { operation, answer, changes } = admitted.row;
    const bytes = operation.body && (await request.readBody());
    if ((bytes?.length ?? 0) > maxBodyBytes) return tooLarge(maxBodyBytes);
    const body = parseBody(operation, bytes);
    if (body instanceof Refusal) return body;
    const result = await answer(subject, { ...admitted.input, body });
    if (result instanceof Refusal) return result;
    if (changes !== 'nothing') {
      await mock[INTERNALS].settle();
      subject.watchers.tell(changes);
    }
    return encodeSuccess(operation, result);
  };

  return async (request) => {
    const reply = await respond(request).catch(toRefusal);
    if (reply instanceof Refusal) return entrance.refuse(request, reply);
    return request.method === 'HEAD' ? withoutBody(reply) : reply;
  };
}

function parseBody({ body: row }: ControlOperation, bytes: Uint8Array | undefined): unknown {
  if (!row) return undefined;
  const isEmpty = bytes === undefined || bytes.length === 0;
  const given = isEmpty ? (row.required ? new Refusal(400, 'The body is missing.') : {}) : parseJson(bytes);
  return given instanceof Refusal || row.checkedBy === 'mock' ? given : check(row.schema, given, 400);
}

/** What the mock refuses; anything else it throws is the host's to answer. */
function toRefusal(error: unknown): Refusal {
  if (error instanceof RecordError) return new Refusal(400, toSentences(error.issues));
  if (error instanceof OptionError) return new Refusal(400, error.message);
  if (error instanceof MockError) return new Refusal(503, error.message);
  throw error;
}

function tooLarge(maxBodyBytes: number): Refusal {
  return new Refusal(413, `The body must be at most ${maxBodyBytes} bytes.`);
}

/** Gives the control key back if a header can carry it. */
function checkKey(key: string | undefined): string | undefined {
  if (key === undefined || /^[\x21-\x7e]+$/.test(key)) return key;
  throw new OptionError(
    'Failed to open the control API: controlKey must be printable ASCII without spaces, received one that is not shown.',
  );
}
