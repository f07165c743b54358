import { createClient } from '@redis/client';
import type { Address } from './address.ts';

/** How long a server may take to connect or to answer, in milliseconds. */
export const ANSWER_MS = 2_000;

export type Client = ReturnType<typeof clientFor>;

/** Creates a connection without automatic reconnects. An error without a listener would end the process. */
export function clientFor({
  host,
  port,
  isEncrypted,
  database,
  username,
  password,
}: Pick<Address, 'host' | 'port' | 'isEncrypted'> & Partial<Address>) {
  return createClient({
    RESP: 2,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    ...(database !== undefined && { database }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    socket: {
      host,
      port,
      connectTimeout: ANSWER_MS,
      reconnectStrategy: false,
      ...(isEncrypted && { tls: true as const }),
    },
  });
}

/** Closes a connection at once. */
export function destroy(client: Client): void {
  try {
    client.destroy();
  } catch {
    // it was closed already
  }
}
