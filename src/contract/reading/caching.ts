import type { Exchange } from '../wire/exchange.ts';

type Reply = Exchange['reply'];

/** Whether a browser or another cache may keep an answer at all (RFC 9111, 3). */
export function isKept({ request, reply }: Pick<Exchange, 'request' | 'reply'>): boolean {
  return /^(?:GET|HEAD)$/.test(request.method) && !directivesOf(reply).includes('no-store');
}

/** Whether caches are told that an answer is good for a while, so that they give it again without asking (RFC 9111, 4). */
export function isGivenAgain(exchange: Pick<Exchange, 'request' | 'reply'>): boolean {
  const directives = directivesOf(exchange.reply);
  const isFresh = directives.some((directive) => /^(?:s-maxage|max-age)="?0*[1-9]/.test(directive));
  return isFresh && isKept(exchange) && !directives.includes('no-cache');
}

/** Whether an answer says that it depends on a header of the request. */
export function varies(reply: Reply, header: string): boolean {
  const names = listOf(reply, 'vary');
  return names.includes(header) || names.includes('*');
}

/** What an answer says of that, for a report. */
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
