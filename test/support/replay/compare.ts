import type { RecordedReply } from './exchange.ts';

/** A reply, as far as it has to be the same. */
interface Comparable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Gives of a reply what is compared: its status, the headers that count, and its body. */
export function toComparable({ status, headers, body }: RecordedReply, names: readonly string[]): Comparable {
  const all = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const found = all.filter(([name, value]) => names.includes(name) && !isPlainLength(name, value, body));
  return {
    status: Number(status.split(' ')[1]),
    headers: Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1))),
    body,
  };
}

/** A length that is right says no more than the end of the connection does, where the body is text for people. */
function isPlainLength(name: string, value: string, body: string): boolean {
  return name === 'content-length' && body.length > 0 && !body.startsWith('{') && value === String(body.length);
}
