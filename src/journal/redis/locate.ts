import type { Address, Place } from './address.ts';
import { ANSWER_MS, clientFor, destroy } from './client.ts';
import { NoAnswer } from './trouble.ts';

/** Returns where the server is: at its address, or where one of the sentinels says that the primary is. */
export async function locate(address: Address): Promise<Place> {
  const { primary, sentinels } = address;
  if (primary === undefined) return address;
  let failure: unknown;
  for (const sentinel of sentinels) {
    try {
      return await askSentinel(sentinel, primary, address.isEncrypted);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

async function askSentinel(sentinel: Place, primary: string, isEncrypted: boolean): Promise<Place> {
  const client = clientFor({ ...sentinel, isEncrypted });
  // the rejection carries the error
  client.on('error', () => {});
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`No sentinel answered within ${ANSWER_MS} ms.`)), ANSWER_MS);
  });
  const ask = async () => {
    await client.connect();
    return client.sendCommand<string[] | null>(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', primary]);
  };
  try {
    const [host, port] = (await Promise.race([ask(), limit])) ?? [];
    if (host === undefined) throw new Error(`the sentinel knows no primary named "${primary}"`);
    return { host, port: Number(port) };
  } finally {
    clearTimeout(timer);
    destroy(client);
  }
}
