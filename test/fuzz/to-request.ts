import fc from 'fast-check';
import type { Body, Header, Request } from './request.ts';

/** Versions of HTTP. */
export const versions = fc.oneof({ weight: 8, arbitrary: fc.constant('1.1' as const) }, fc.constant('1.0' as const));

/** Builds a request; headers come in groups. */
export function toRequest(parts: {
  readonly method: string;
  readonly target: string;
  readonly version: '1.1' | '1.0';
  readonly groups: readonly (readonly Header[])[];
  readonly body: Body;
}): Request {
  const { groups, ...rest } = parts;
  const headers = groups.flat();
  const first = headers.findIndex(isConnection);
  // two of them that contradict each other have no defined meaning
  return { ...rest, headers: headers.filter((header, index) => index === first || !isConnection(header)) };
}

function isConnection([name]: Header): boolean {
  return name === 'Connection';
}
