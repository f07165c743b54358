import { toFault } from '../wire/transport-fault.ts';
import type { Settings } from './target.ts';

const PATIENCE_MS = 3_000;

/** Whether the port of an http URL speaks TLS, determined without sending the key. */
export async function speaksTls({ baseUrl, fetch: send = fetch }: Settings): Promise<boolean> {
  if (!baseUrl.startsWith('http:')) return false;
  const url = baseUrl.replace(/^http:/, 'https:');
  try {
    const reply = await send(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    await reply.body?.cancel();
    return true;
  } catch (error) {
    // an untrusted certificate is a certificate, too
    return /CERT|SELF_SIGNED|UNABLE_TO/.test(toFault(error, PATIENCE_MS).code ?? '');
  }
}
