import type { Exchange } from '../wire/exchange.ts';

/** Why a server does not answer the documented request as documented, where that can be recognised. */
export interface Misunderstanding {
  readonly sentence: string;
  /** True when the server speaks another version of the API, so that nothing of its replies can be compared. */
  readonly isOtherApi: boolean;
}

/** Recognises the usual reasons why the documented request gives no list of events. */
export function findMisunderstanding({ reply }: Exchange, body: unknown): Misunderstanding | undefined {
  const say = (sentence: string, isOtherApi = false) => ({ sentence, isOtherApi });
  if (isSummaries(body)) {
    return say(
      'The server answers with session summaries, as v1 servers do, instead of events: this contract is of the documented events list.',
      true,
    );
  }
  if (isSecondVersion(body)) return say('The server answers as v2 servers do, with {"total", "sessions"}.', true);
  if (reply?.status === 401 || reply?.status === 403) {
    return say(
      'The server refuses the key of this run: check OPENREPLAY_API_KEY, and that the key may read the project.',
    );
  }
  if (reply?.status === 404) {
    return say('The server knows no such path or project: check that the URL ends in /api/app, and check --project.');
  }
  return undefined;
}

function isSummaries(body: unknown): boolean {
  const data = dataOf(body);
  return (
    Array.isArray(data) && data.length > 0 && data.every((item) => has(item, 'startTs') && !has(item, 'messageId'))
  );
}

function isSecondVersion(body: unknown): boolean {
  return [body, dataOf(body)].some((page) => has(page, 'sessions') && has(page, 'total'));
}

function dataOf(body: unknown): unknown {
  return (body as { data?: unknown } | null | undefined)?.data;
}

function has(value: unknown, name: string): boolean {
  return value !== null && typeof value === 'object' && name in value;
}
