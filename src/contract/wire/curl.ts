import type { SentRequest } from './exchange.ts';
import { repeatRaw } from './raw/repeat.ts';
import type { ShellOptions } from './shell.ts';
import { authorizationWord, encodeWhereEncoded, quoteParts } from './shell.ts';

/** Returns a command that repeats the request, with secret keys as shell variables. */
export function toCurl(request: SentRequest, options: ShellOptions = {}): string {
  return request.raw ? repeatRaw(request, request.raw, options) : repeatFetched(request, options);
}

function repeatFetched({ method, url, headers, credential, body }: SentRequest, options: ShellOptions): string {
  const { split = (text) => [{ text }] } = options;
  const toWord = (text: string) => quoteParts(split(text));
  const parts = ['curl', '-i', '--path-as-is', '--globoff'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push('-X', method);
  if (credential) parts.push('-H', authorizationWord(credential, options));
  for (const [name, text] of Object.entries(headers)) parts.push('-H', toWord(`${name}: ${text}`));
  if (body !== undefined) parts.push('--data-raw', toWord(body));
  return [...parts, quoteParts(split(url).map(encodeWhereEncoded))].join(' ');
}
