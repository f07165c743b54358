import { Refusal, refuse } from '../api/problem.ts';
import { isLoopback } from '../shared/loopback.ts';
import type { ControlHead } from './message.ts';

/** Who may use the control API. */
export interface GateOptions {
  /** Requests with this key are accepted from any machine; without a key only from this one. */
  readonly controlKey?: string | undefined;
  /** Names that this server goes by besides those of every machine, such as the address it listens at. */
  readonly hostNames: readonly string[];
}

/** Gives the reason why a request may not use the control API, or undefined if it may. */
type Gate = (head: ControlHead) => Refusal | undefined;

const JSON_TYPE = /^\s*application\/json\s*(;|$)/i;
const WRITING = ['POST', 'PUT', 'PATCH'];
const OWN_PAGES = ['same-origin', 'none'];

/**
 * Builds the gate. A page of another site can send requests to this machine: it then names itself in Origin, or its
 * browser says so in Sec-Fetch-Site, or it had its own name point here and so names itself in Host. The content type of
 * a change is the matter of {@link refuseContentType}: that of JSON makes a browser ask beforehand, which is never granted.
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

/** Refuses a change, or a body, that does not say it is JSON. Whoever asks for what is not there hears of that instead. */
export const refuseContentType: Gate = ({ method, headers: { contentType }, hasBody }) => {
  const isWriting = WRITING.includes(method) || hasBody;
  return isWriting && !JSON_TYPE.test(contentType ?? '') ? refuse(415, wrongType(contentType)) : undefined;
};

const NOT_LOCAL =
  'The control API is closed to other machines. Set a control key on the server and send it in X-Control-Key.';

const foreignHost = (host: string | undefined) =>
  `The control API is closed to requests under another name than this machine's own, received Host ${show(host)}. Ask for localhost, or set a control key.`;
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

/** Takes as long for a key that is nearly right as for one that is all wrong. */
function isSameText(given: string, wanted: string): boolean {
  let difference = given.length ^ wanted.length;
  // beyond the end of a text there is NaN, which counts as 0
  for (let at = 0; at < wanted.length; at++) difference |= given.charCodeAt(at) ^ wanted.charCodeAt(at);
  return difference === 0;
}
