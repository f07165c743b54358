import type { Exchange } from '../wire/exchange.ts';

/** Headers that change from one reply to the next, regardless of the request. */
const PASSING =
  /^(?:connection|keep-alive|date|age|expires|content-length|transfer-encoding|set-cookie|retry-after)$|rate-?limit/;

/** Status, header names and body of a refusal, the body without what identifies the request and without numbers. */
export function refusalOf(exchange: Exchange, baseUrl: string): string {
  return describe(exchange, baseUrl, (text) => text.replace(/[0-9a-f-]{8,}|\d+/gi, '#'));
}

/** The same with the numbers of the body, some of which change from one refusal to the next. */
export function refusalWithNumbers(exchange: Exchange, baseUrl: string): string {
  return describe(exchange, baseUrl, (text) => text);
}

function describe({ reply, request }: Exchange, baseUrl: string, shorten: (text: string) => string): string {
  const path = new URL(request.url).pathname;
  const names = [
    request.url,
    path,
    decodeURIComponent(path),
    ...path.split('/').flatMap((part) => [part, decodeURIComponent(part)]),
  ]
    .filter((name) => name.length > 3 && !baseUrl.endsWith(name) && !['users', 'sessions'].includes(name))
    .sort((a, b) => b.length - a.length);
  const text = names.reduce((shown, name) => shown.replaceAll(name, ''), reply?.text ?? '');
  const headers = [...(reply?.headers.keys() ?? [])].filter((name) => !PASSING.test(name)).join();
  return `${reply?.status} ${headers} ${shorten(text)}`;
}
