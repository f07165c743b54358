import { DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID, type Mock } from '../../src/index.ts';

/** A request; everything left out is as in the document's example. */
interface Ask {
  readonly method?: string;
  readonly path?: string;
  /** As sent, already percent-encoded. */
  readonly projectKey?: string;
  readonly userId?: string;
  readonly query?: string;
  /** `null` sends no key. */
  readonly authorization?: string | null;
}

/** A reply with its body as text. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

/** Builds the path of a user's sessions, both parts already percent-encoded. */
export function sessionsPath(projectKey = DOCUMENTED_PROJECT_KEY, userId = DOCUMENTED_USER_ID): string {
  return `/${projectKey}/users/${userId}/sessions`;
}

/** Sends a request to the core of the mock, as plain values. */
export async function ask(mock: Mock, what: Ask = {}): Promise<Answer> {
  const { method = 'GET', projectKey, userId, query = '', authorization = DEVELOPMENT_KEY } = what;
  const path = what.path ?? mock.options.basePath + sessionsPath(projectKey, userId);
  const reply = await mock.handle({ method, path, query, authorization: authorization ?? undefined });
  return {
    status: reply.status,
    headers: reply.headers,
    text: reply.body && new TextDecoder('utf-8', { fatal: true }).decode(reply.body),
  };
}

/** Sends a request and returns the `data` of a 200 reply. */
export async function askData(mock: Mock, what: Ask = {}): Promise<unknown[]> {
  const { status, text } = await ask(mock, what);
  if (status !== 200 || text === undefined)
    throw new Error(`Expected a 200 reply with a body, received ${status} ${text}`);
  return JSON.parse(text).data;
}
