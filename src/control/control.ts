import { MockError, OptionError, RecordError } from '../errors.ts';
import { createRedaction } from '../log/redact-keys.ts';
import type { Mock } from '../mock.ts';
import { DEVELOPMENT_KEY } from '../options.ts';
import type { ControlOperation } from '../schema/control/operation.ts';
import { recordedRows } from './answers/recorded.ts';
import { requestRows } from './answers/requests.ts';
import { switchRows } from './answers/switches.ts';
import { worldRows } from './answers/world.ts';
import { encodeRefusal, encodeSuccess, withoutBody } from './encode.ts';
import { createGate } from './gate.ts';
import type { ControlReply, ControlRequest } from './message.ts';
import { check, parseJson, parseQuery, toSentences } from './parse.ts';
import { Refusal } from './refusal.ts';
import { createRouter, type Route } from './router.ts';
import type { InputOf, Subject } from './row.ts';
import { createWatchers } from './watchers.ts';

export { CONTROL_PATH } from '../schema/control/operation.ts';

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

/** All rows, in reading order. */
export const controlRows = [...worldRows, ...recordedRows, ...switchRows, ...requestRows];

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
  const controlKey = checkKey(options.controlKey);
  const gate = createGate({ controlKey, hostNames });
  const route = createRouter(controlRows);
  const subject: Subject = { mock, version, timeSource, watchers: createWatchers(mock) };
  const secrets = controlKey === undefined ? mock.options.keys : [...mock.options.keys, controlKey];
  // what came is shown as JSON, in which some characters have another form
  const redact = createRedaction(
    secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]),
    DEVELOPMENT_KEY,
  );

  const respond = async (request: ControlRequest): Promise<ControlReply | Refusal> => {
    const refused = gate(request);
    if (refused) return refused;
    const found = route(request.method, request.path);
    if (found instanceof Refusal) return found;
    if ((request.body?.length ?? 0) > maxBodyBytes) return tooLarge(maxBodyBytes);
    const { operation, answer, changes } = found.row;
    const input = readInput(found, request);
    if (input instanceof Refusal) return input;
    const result = await answer(subject, input);
    if (result instanceof Refusal) return result;
    if (changes !== 'nothing') subject.watchers.tell(changes);
    return encodeSuccess(operation, result);
  };

  return async (request) => {
    const reply = await respond(request).catch(toRefusal);
    const encoded = reply instanceof Refusal ? encodeRefusal(reply, redact) : reply;
    return request.method === 'HEAD' ? withoutBody(encoded) : encoded;
  };
}

/** Reads and checks what a request asks: path, query, body. */
function readInput({ row: { operation }, path }: Route, request: ControlRequest): InputOf<ControlOperation> | Refusal {
  const inPath = check(operation.pathParameters, path, 404);
  if (inPath instanceof Refusal) return inPath;
  const texts = parseQuery(request.query);
  const inQuery = texts instanceof Refusal ? texts : check(operation.queryParameters, texts, 400);
  if (inQuery instanceof Refusal) return inQuery;
  const body = readBody(operation, request.body);
  if (body instanceof Refusal) return body;
  return { path: inPath, query: inQuery, body, lastEventId: request.headers.lastEventId };
}

function readBody({ body: row }: ControlOperation, bytes: Uint8Array | undefined): unknown {
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
