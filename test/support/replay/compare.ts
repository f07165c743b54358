import type { RecordedReply } from './exchange.ts';

/** The part of a reply that has to be equal. */
interface Comparable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Returns the compared parts of a reply: its status, the relevant headers, and its body. */
export function toComparable({ status, headers, body }: RecordedReply, names: readonly string[]): Comparable {
  const all = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const found = all.filter(([name, value]) => names.includes(name) && !isPlainLength(name, value, body));
  return {
    status: Number(status.split(' ')[1]),
    headers: Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1))),
    body,
  };
}

/** Whether a correct length adds nothing to the end of the connection, as the body is text for people. */
function isPlainLength(name: string, value: string, body: string): boolean {
  return name === 'content-length' && body.length > 0 && !body.startsWith('{') && value === String(body.length);
}
