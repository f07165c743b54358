import type { RawField, RawRequest, SentRaw, SentRequest } from '../exchange.ts';
import type { Part } from '../redact.ts';
import { authorizationWord, isInVariable, quoteAlways, quoteParts, type ShellOptions } from '../shell.ts';
import { toLatin1 } from './latin1.ts';

/**
 * Returns a command that repeats a request of a raw connection: with `curl`, after the previous request on the same
 * connection; or with `nc` or `openssl`, which send arbitrary bytes, if curl cannot express it.
 */
export function repeatRaw(request: SentRequest, raw: SentRaw, options: ShellOptions): string {
  if (raw.together) return sendAll(raw.together, raw.origin, options);
  if (!canCurlSay(raw)) return sendAll([request], raw.origin, options);
  const before = raw.after?.raw && canCurlSay(raw.after.raw) ? toWords(raw.after.raw, options) : undefined;
  const words = toWords(raw, options);
  return ['curl', ...(before ? [...before, '--next'] : []), ...words].join(' ');
}

/** Whether curl can express a request: it always frames the content itself. */
function canCurlSay({ fields }: RawRequest): boolean {
  return !fields.some(({ name }) => /^transfer-encoding$/i.test(name));
}

/** Fields that curl sends on its own, or whose absence means the same. */
const SENT_BY_CURL = /^(host|accept|accept-encoding|user-agent|content-length|authorization)$/i;

function toWords({ method, target, version, fields, content, origin }: SentRaw, options: ShellOptions): string[] {
  const toWord = toWordWith(options);
  const words = ['-i', '--path-as-is', '--globoff', version === '1.0' ? '--http1.0' : '--http1.1'];
  if (method === 'HEAD') words.push('--head');
  else if (method !== (content === '' ? 'GET' : 'POST')) words.push('-X', method);
  const host = fields.find(({ name }) => name === 'Host')?.value;
  if (host === undefined) words.push('-H', "'Host:'");
  else if (host !== new URL(origin).host) words.push('-H', toWord(`Host: ${host}`));
  for (const name of ['Accept', 'User-Agent'])
    if (!fields.some((field) => field.name.toLowerCase() === name.toLowerCase())) words.push('-H', `'${name}:'`);
  for (const field of fields) {
    if (field.name === 'Authorization') words.push('-H', authorizationWord(toCredential(field), options));
    else if (!isOrdinary(field)) words.push('-H', field.value === '' ? `'${field.name};'` : toWord(toLine(field)));
  }
  if (content !== '') words.push('-H', "'Content-Type:'", '--data-raw', toWord(content));
  const isPlain = /^\/[\w\-.~!$&'()*+,;=:@%/?]*$/.test(target);
  if (!isPlain) words.push('--request-target', toWord(target));
  return [...words, toWord(isPlain ? origin + target : `${origin}/`)];
}

function isOrdinary({ name, value }: RawField): boolean {
  if (!SENT_BY_CURL.test(name)) return false;
  if (/^(host|content-length)$/i.test(name)) return true;
  return /^(\*\/\*|identity|openreplay-kit)$/.test(value);
}

/** A command that sends raw bytes and waits for the replies. */
function sendAll(requests: readonly SentRequest[], origin: string, options: ShellOptions): string {
  const values: string[] = [];
  const texts = requests.map(({ raw }) => (raw ? toFormat(raw, values, options) : ''));
  const { protocol, hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  const to =
    protocol === 'https:'
      ? `openssl s_client -quiet -connect ${hostname}:${port || 443} -servername ${host}`
      : `nc ${host} ${port || 80}`;
  return `(printf ${[quoteAlways(texts.join('')), ...values].join(' ')}; sleep 2) | ${to}`;
}

/** Writes a request as a format of printf, and appends its arguments to `values`. */
function toFormat({ method, target, version, fields, content }: RawRequest, values: string[], options: ShellOptions) {
  const toWord = toWordWith(options);
  const put = (text: string) => {
    values.push(toWord(text));
    return '%s';
  };
  const { split = (text) => [{ text }] } = options;
  const isSecret = (text: string) => split(text).some(({ hidden }: Part) => hidden !== undefined);
  const show = (text: string) => (isSecret(text) ? put(text) : escapeFormat(text));
  const lines = fields.map((field) => {
    if (field.name !== 'Authorization' || !isInVariable(toCredential(field), options)) return show(toLine(field));
    values.push(`"${field.shell}"`);
    return 'Authorization: %s';
  });
  return `${[show(`${method} ${target} HTTP/${version}`), ...lines].join('\\r\\n')}\\r\\n\\r\\n${show(content)}`;
}

function escapeFormat(text: string): string {
  const escaped = [...toLatin1(text)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte < 0x20 || byte > 0x7e) return `\\${byte.toString(8).padStart(3, '0')}`;
    return character === '%' ? '%%' : character === '\\' ? '\\\\' : character;
  });
  return escaped.join('');
}

function toWordWith({ split = (text) => [{ text }] }: ShellOptions): (text: string) => string {
  return (text) => quoteParts(split(text));
}

function toLine({ name, value }: RawField): string {
  return `${name}: ${value}`;
}

function toCredential({ value, shell = value }: RawField) {
  return { value, shell };
}
