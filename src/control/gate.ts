import { Refusal, refuse } from '../api/problem.ts';
import { isLoopback } from '../shared/loopback.ts';
import type { ControlHead } from './message.ts';

export interface GateOptions {
  /** Requests with this key are accepted from any machine; without a key, only from this one. */
  readonly controlKey?: string | undefined;
  /** Names of this server besides those of every machine, such as the address it listens on. */
  readonly hostNames: readonly string[];
}

/** Returns why a request may not use the control API, or undefined if it may. */
type Gate = (head: ControlHead) => Refusal | undefined;

const JSON_TYPE = /^\s*application\/json\s*(;|$)/i;
const WRITING = ['POST', 'PUT', 'PATCH'];
const OWN_PAGES = ['same-origin', 'none'];

/**
 * Builds the gate. A page of another site can send requests to this machine. It then shows in Origin, in Sec-Fetch-Site
 * or, if its name resolves to this machine, in Host. {@link refuseContentType} checks the content type of a change: for
 * JSON a browser sends a preflight, which is never granted.
 */
export function createGate({ controlKey, hostNames }: GateOptions): Gate {
  const isOwnName = createNameTest(hostNames);
  return ({ headers, isLocal }) => {
    const { host, origin, secFetchSite } = headers;
    if (controlKey === undefined) {
      if (!isLocal) return refuse(403, NOT_LOCAL);
      if (host === undefined || !isOwnName(host)) return refuse(403, foreignHost(host));
    } else if (!isSameText(headers.controlKey ?? '', controlKey)) {
      return new Refusal({ kind: headers.controlKey ? 'wrong-key' : 'missing-key' });
    }
    if (origin !== undefined && !isOriginOf(origin, host)) return refuse(403, foreignPage('Origin', origin));
    if (secFetchSite !== undefined && !OWN_PAGES.includes(secFetchSite)) {
      return refuse(403, foreignPage('Sec-Fetch-Site', secFetchSite));
    }
    return undefined;
  };
}

/** Refuses a change, or a body, without the content type of JSON. An unknown path is reported as that instead. */
export const refuseContentType: Gate = ({ method, headers: { contentType }, hasBody }) => {
  const isWriting = WRITING.includes(method) || hasBody;
  return isWriting && !JSON_TYPE.test(contentType ?? '') ? refuse(415, wrongType(contentType)) : undefined;
};

const NOT_LOCAL =
  'The control API is closed to other machines. Set a control key on the server and send it in X-Control-Key.';

const foreignHost = (host: string | undefined) =>
  `The control API is closed to requests under any name but this machine's own, received Host ${show(host)}. Use localhost, or set a control key.`;
const foreignPage = (header: string, value: string) =>
  `The control API is closed to pages of other sites, received ${header} ${show(value)}.`;
const wrongType = (type: string | undefined) => `The content type must be application/json, received ${show(type)}.`;

function show(header: string | undefined): string {
  return header === undefined ? 'none' : JSON.stringify(header.length > 80 ? `${header.slice(0, 80)}…` : header);
}

function isOriginOf(origin: string, host: string | undefined): boolean {
  return host !== undefined && ['http', 'https'].some((scheme) => origin === `${scheme}://${host.toLowerCase()}`);
}

function createNameTest(hostNames: readonly string[]): (host: string) => boolean {
  const own = new Set(hostNames.map((name) => (/^[^[].*:/.test(name) ? `[${name}]` : name).toLowerCase()));
  return (host) => {
    const name = /^(\[[^\]]*\]|[^:[\]]+)(?::\d{1,5})?$/.exec(host.toLowerCase())?.[1];
    return name !== undefined && (isLoopback(name) || own.has(name));
  };
}

/** Compares in constant time. */
function isSameText(given: string, wanted: string): boolean {
  let difference = given.length ^ wanted.length;
  // past the end of a text there is NaN, which counts as 0
  for (let at = 0; at < wanted.length; at++) difference |= given.charCodeAt(at) ^ wanted.charCodeAt(at);
  return difference === 0;
}
