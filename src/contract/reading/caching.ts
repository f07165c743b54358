import type { Exchange } from '../wire/exchange.ts';

type Reply = Exchange['reply'];

/** Whether a browser or another cache may store an answer at all (RFC 9111, 3). */
export function isKept({ request, reply }: Pick<Exchange, 'request' | 'reply'>): boolean {
  return /^(?:GET|HEAD)$/.test(request.method) && !directivesOf(reply).includes('no-store');
}

/** Whether an answer declares itself fresh for a while, so that caches reuse it without asking (RFC 9111, 4). */
export function isGivenAgain(exchange: Pick<Exchange, 'request' | 'reply'>): boolean {
  const directives = directivesOf(exchange.reply);
  const isFresh = directives.some((directive) => /^(?:s-maxage|max-age)="?0*[1-9]/.test(directive));
  return isFresh && isKept(exchange) && !directives.includes('no-cache');
}

/** Whether an answer declares that it depends on a header of the request. */
export function varies(reply: Reply, header: string): boolean {
  const names = listOf(reply, 'vary');
  return names.includes(header) || names.includes('*');
}

/** The Vary header of an answer, for a report. */
export function toVary(reply: Reply): string {
  const vary = reply?.headers.get('vary') ?? '';
  return vary === '' ? 'no Vary' : `Vary: ${vary}`;
}

function directivesOf(reply: Reply): string[] {
  return listOf(reply, 'cache-control');
}

function listOf(reply: Reply, header: string): string[] {
  return (reply?.headers.get(header) ?? '').split(',').map((member) => member.trim().toLowerCase());
}
