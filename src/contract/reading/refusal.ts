import type { Exchange } from '../wire/exchange.ts';

/** Status and body of a refusal, without what names the request and without numbers that differ from one to the next. */
export function refusalOf({ reply, request }: Exchange, baseUrl: string): string {
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
  return `${reply?.status} ${text.replace(/[0-9a-f-]{8,}|\d+/gi, '#')}`;
}
