import { describe, expect, it } from 'vitest';
import { runContract, targetOf } from '../../support/contract-run.ts';

/** The message about a server whose connection fails with this code. */
async function messageFor(code: string): Promise<string> {
  const fetch: typeof globalThis.fetch = async () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('why'), { code }) });
  };
  return (await runContract(targetOf({ fetch }))).aborted?.message ?? '';
}

describe('a server that cannot be reached', () => {
  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ])('because its certificate is from a private authority needs --ca or --insecure: %s', async (code) => {
    const message = await messageFor(code);
    expect(message).toMatch(new RegExp(`\\(${code}: why\\)\\. .*pass --ca FILE, or --insecure`));
    expect(message).not.toContain('running');
  });

  it('because its certificate has expired needs a new one', async () => {
    expect(await messageFor('CERT_HAS_EXPIRED')).toMatch(/certificate has expired: renew it/);
  });

  it('because its certificate is for another host needs another name in the URL', async () => {
    expect(await messageFor('ERR_TLS_CERT_ALTNAME_INVALID')).toMatch(/certificate is for another host/);
  });

  it('for any other reason may not be running', async () => {
    expect(await messageFor('ECONNREFUSED')).toMatch(/Is the server running, and is the address right\?$/);
  });
});
