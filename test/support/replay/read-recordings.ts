import { readFile } from 'node:fs/promises';
import type { Exchange, RecordedReply } from './exchange.ts';

/** Exchanges as they are kept: long bodies stand once, and replies name them by number. */
interface KeptExchanges {
  readonly bodies: readonly string[];
  readonly exchanges: readonly (Omit<Exchange, 'response'> & {
    readonly response: Omit<RecordedReply, 'body'> & { readonly body: string | number };
  })[];
}

const FOLDER = new URL('../../../fixtures/recordings/', import.meta.url);

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'));
}

/** Reads the rows of a recorded server. */
export async function readRows<T>(name: string): Promise<T> {
  return (await readJson(name)) as T; // Cast: the file is a fixture of that form
}

/** Reads what was asked of a recorded server, in the order in which it was asked. */
export async function readExchanges(name: string): Promise<Exchange[]> {
  const { bodies, exchanges } = (await readJson(name)) as KeptExchanges; // Cast: as above
  return exchanges.map(({ response, ...exchange }) => {
    const body = typeof response.body === 'number' ? (bodies[response.body] ?? '') : response.body;
    return { ...exchange, response: { ...response, body } };
  });
}
