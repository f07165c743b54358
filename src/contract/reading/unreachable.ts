const PRIVATE = 'Its certificate is of an authority that is not known here: pass --ca FILE, or --insecure to take any.';

const ADVICE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: PRIVATE,
  SELF_SIGNED_CERT_IN_CHAIN: PRIVATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: PRIVATE,
  UNABLE_TO_GET_ISSUER_CERT: PRIVATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: PRIVATE,
  CERT_HAS_EXPIRED: 'Its certificate has expired: have it renewed, or pass --insecure to take any.',
  CERT_NOT_YET_VALID: 'Its certificate is not valid yet: is the clock of this machine right?',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Its certificate is for another host: use a name that it holds in the URL, or pass --insecure to take any.',
};

/** Says what may help where a server cannot be reached, by the code of the error. */
export function adviseUnreachable(code: string | undefined): string {
  return ADVICE[code ?? ''] ?? 'Is the server running, and is the address right?';
}
