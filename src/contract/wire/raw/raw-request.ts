import type { Credential, RawField, RawRequest } from '../exchange.ts';
import { toLatin1 } from './latin1.ts';

/** How a request is written where it differs from what `fetch` writes. */
export interface WireForm {
  /** @defaultValue `'1.1'` */
  readonly version?: '1.0' | '1.1';
  /**
   * Writes the request target from the path with its query, and the origin. The result must be ASCII
   * without spaces.
   */
  readonly toTarget?: (path: string, origin: string) => string;
  /** The Host field; `null` leaves it out. @defaultValue the host of the origin */
  readonly host?: string | null;
  /** More keys, each in an Authorization field of its own after the first. */
  readonly moreKeys?: readonly Credential[];
  /** More fields, after all others; a name may be repeated. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** Names of ordinary fields to leave out, in lower case, such as `user-agent`. */
  readonly without?: readonly string[];
  /** Rewrites the name of each field, for example in another letter case. */
  readonly toName?: (name: string) => string;
  /** Content to send, whatever the method: with a Content-Length unless `fields` has a Transfer-Encoding. */
  readonly content?: string;
}

/** The parts of a request to write. */
interface ToWrite {
  readonly method: string;
  readonly origin: string;
  /** The path and the query. */
  readonly path: string;
  readonly credential?: Credential | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** What every ordinary client sends: some edge servers refuse requests without it. */
const ORDINARY = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'openreplay-kit' };

/** Builds the raw form of a request. Throws a RangeError if a part of it would end its line. */
export function toRawRequest(
  { method, origin, path, credential, headers, body }: ToWrite,
  {
    version = '1.1',
    toTarget = (target) => target,
    without = [],
    toName = (name) => name,
    content = body ?? '',
    ...form
  }: WireForm = {},
): RawRequest {
  const { host = new URL(origin).host } = form;
  const named = { ...ORDINARY, ...lowerCased(headers) };
  const keys = [...(credential ? [credential] : []), ...(form.moreKeys ?? [])];
  const isChunked = form.fields?.some(([name]) => name.toLowerCase() === 'transfer-encoding') ?? false;
  const fields: RawField[] = [
    ...(host === null ? [] : [{ name: 'Host', value: host }]),
    ...Object.entries(named)
      .filter(([name]) => !without.includes(name))
      .map(([name, value]) => ({ name, value })),
    ...keys.map(({ value, shell }) => ({ name: 'Authorization', value, shell })),
    ...(content === '' || isChunked ? [] : [{ name: 'Content-Length', value: `${content.length}` }]),
    ...(form.fields ?? []).map(([name, value]) => ({ name, value })),
  ].map((field) => ({ ...field, name: toName(field.name) }));
  const raw = { method, target: toTarget(path, origin), version, fields, content };
  const hasLineEnd = fields.some(({ name, value }) => /[\r\n]/.test(name + value));
  if (hasLineEnd || /[\s\u0080-\uffff]/.test(raw.target)) {
    throw new RangeError(`A request cannot be written with the target ${JSON.stringify(raw.target)} and its fields.`);
  }
  return raw;
}

/** The bytes of a request; each character of its texts becomes one byte. */
export function encodeRequest({ method, target, version, fields, content }: RawRequest): Uint8Array {
  const lines = [`${method} ${target} HTTP/${version}`, ...fields.map(({ name, value }) => `${name}: ${value}`)];
  return toLatin1(`${lines.join('\r\n')}\r\n\r\n${content}`);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
