import { toSentence } from '../../shared/sentence.ts';
import { toFault } from '../wire/transport-fault.ts';

const PRIVATE =
  'Its certificate comes from an authority that is not trusted here: pass --ca FILE, or --insecure to accept any.';

const ADVICE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: PRIVATE,
  SELF_SIGNED_CERT_IN_CHAIN: PRIVATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: PRIVATE,
  UNABLE_TO_GET_ISSUER_CERT: PRIVATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: PRIVATE,
  CERT_HAS_EXPIRED: 'Its certificate has expired: renew it, or pass --insecure to accept any.',
  CERT_NOT_YET_VALID: 'Its certificate is not valid yet: is the clock of this machine right?',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Its certificate is for another host: use a host name that it covers, or pass --insecure to accept any.',
};

const PROTOCOL_ADVICE: Readonly<Record<string, string>> = {
  PROXY: 'Check HTTPS_PROXY and HTTP_PROXY, or name the host in NO_PROXY.',
  NO_HTTP1: 'Does this port speak HTTP/2 only? The kit uses HTTP/1.1.',
  NO_TLS: 'Does this port speak plain http? Then the URL begins with http://.',
  NO_HTTP: 'Does this port speak https, or HTTP/2 only?',
  TLS: 'This port speaks https: the URL begins with https://.',
};

/** Explains why a request got no reply, and what to do about it. */
export function whyNoReply(error: unknown, timeoutMs: number): string {
  const { kind, code, message } = toFault(error, timeoutMs);
  return kind === 'unreachable' ? `${toSentence(message)} ${adviseUnreachable(code)}` : message;
}

/** Suggests what to do if a server cannot be reached, by the code of the error. */
export function adviseUnreachable(code: string | undefined): string {
  return ADVICE[code ?? ''] ?? PROTOCOL_ADVICE[code ?? ''] ?? 'Is the server running, and is the address right?';
}
