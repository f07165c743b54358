import type { Exchange, Reply } from '../wire/exchange.ts';

/** Why a server does not answer the documented request as documented, if a common cause is recognised. */
export interface Misunderstanding {
  readonly sentence: string;
  /** True if the server speaks another version of the API, so that none of its replies can be compared. */
  readonly isOtherApi: boolean;
  /** True if no API is found at the URL, so that nothing can be judged. */
  readonly isNoApi?: boolean;
  /** True if the key, the project or the URL of the run may be wrong: then no list can be read at all. */
  readonly isSetup?: boolean;
  /** The requirement that reports it. */
  readonly row?: string;
}

const say = (sentence: string, isOtherApi = false): Misunderstanding => ({ sentence, isOtherApi });
const setup = (sentence: string): Misunderstanding => ({ ...say(sentence), isSetup: true });

/** Recognises common reasons why the documented request returns no list of events. */
export function findMisunderstanding(exchange: Exchange, body: unknown): Misunderstanding | undefined {
  const { reply } = exchange;
  if (isSummaries(body)) {
    return say(
      'The server answers with session summaries, as v1 servers do, instead of events: this contract is about the documented list of events.',
      true,
    );
  }
  if (isSecondVersion(body)) return say('The server answers as v2 servers do, with {"total", "sessions"}.', true);
  if (reply?.status === 204 || (reply?.status === 200 && has(body, 'data') && dataOf(body) === null)) {
    const [form, stack] =
      reply.status === 204 ? ['a 204 without a body', ''] : ['null', ', as Go writes a slice that was never made'];
    return { sentence: `An empty list is ${form} instead of []${stack}.`, isOtherApi: false, row: 'REPLY-05' };
  }
  if (reply?.status === 415) {
    const sentence =
      'The server wants the content-type of the documented example: pass --header "content-type: application/json".';
    return { ...say(sentence), isNoApi: true };
  }
  return findTrouble(exchange, body, '/api/app');
}

/**
 * Recognises common reasons why no API returns a list.
 *
 * @param basePath - how the base URL should end.
 */
export function findTrouble(
  { request, reply }: Exchange,
  body: unknown,
  basePath: string,
): Misunderstanding | undefined {
  if (reply && /plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server/i.test(reply.text ?? '')) {
    return { ...say('This port speaks https: the URL should begin with https://.'), isNoApi: true };
  }
  if (reply && /ALPN Protocol, expected/i.test(reply.text ?? '')) {
    return { ...say('This port speaks HTTP/2 only; the kit uses HTTP/1.1.'), isNoApi: true };
  }
  if (reply && body === undefined && reply.status === 200 && isPage(reply)) {
    return {
      ...say(`This URL serves a web page, not the API: check its host and its path, which should end in ${basePath}.`),
      isNoApi: true,
    };
  }
  const target = redirectOf(request.url, reply);
  if (target) {
    const isAway = target.origin !== new URL(request.url).origin;
    const hint = isAway ? ': the base URL should be the one that it redirects to' : '';
    return { ...say(`The server redirects to ${target.href}${hint}.`), isNoApi: isAway };
  }
  if (reply?.status === 403 && isPage(reply)) {
    return say('Something in front of the server refuses this request (403, a web page).');
  }
  if (reply?.status === 401 || reply?.status === 403) {
    return setup('The server refuses the key of this run: check the key, and that it has access to the project.');
  }
  if (reply?.status === 404) {
    return setup(
      `The server knows no such path or project: check that the URL ends in ${basePath}, and check --project.`,
    );
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

function isPage({ headers, text = '' }: Reply): boolean {
  return /^text\/html\b/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype\s+)?html\b/i.test(text);
}

/** Where a reply redirects to, without the query; undefined if it does not. */
function redirectOf(asked: string, reply: Reply | undefined): URL | undefined {
  const location = reply?.headers.get('location');
  const isRedirect = reply !== undefined && reply.status >= 300 && reply.status < 400;
  if (!isRedirect || !location || !URL.canParse(location, asked)) return undefined;
  const { origin, pathname } = new URL(location, asked);
  return /^https?:/.test(origin) ? new URL(pathname, origin) : undefined;
}

function dataOf(body: unknown): unknown {
  return (body as { data?: unknown } | null | undefined)?.data;
}

function has(value: unknown, name: string): boolean {
  return value !== null && typeof value === 'object' && name in value;
}
