import { readFile } from 'node:fs/promises';
import type { Exchange, RecordedReply } from './exchange.ts';

/** Exchanges as stored: long bodies are stored once, and replies refer to them by number. */
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
  return (await readJson(name)) as T; // Cast: the fixture has that form
}

/** Reads the exchanges with a recorded server, in their original order. */
export async function readExchanges(name: string): Promise<Exchange[]> {
  const { bodies, exchanges } = (await readJson(name)) as KeptExchanges; // Cast: as above
  return exchanges.map(({ response, ...exchange }) => {
    const body = typeof response.body === 'number' ? (bodies[response.body] ?? '') : response.body;
    return { ...exchange, response: { ...response, body } };
  });
}
