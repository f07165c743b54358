import type { Exchange } from '../wire/exchange.ts';

const FAULTS = {
  timeout: 'Some replies never end, or come too late.',
  broken: 'Some connections break off before the reply is complete.',
  unreachable: 'The server stopped answering.',
  'too-large': 'Some replies do not end, or hold more than --max-reply allows.',
  closed: 'Some connections are closed without a reply.',
  malformed: 'Some replies are not HTTP: what follows one is taken for the next.',
};

/** Names what went wrong with an exchange, regardless of the request: an incomplete reply, or a server error. */
export function diagnoseBreakdown({ request, reply, fault }: Exchange): string | undefined {
  if (fault) return FAULTS[fault.kind];
  if (!reply || reply.status < 500) return undefined;
  const [, sentence] = BYTES.find(([bytes]) => bytes.test(request.url)) ?? [];
  return sentence ?? `Some requests make the server fail with status ${reply.status}.`;
}

/** Bytes in a path that make many servers fail, and what to do about them. */
const BYTES: readonly [bytes: RegExp, sentence: string][] = [
  [
    /%00/,
    'A NUL in the path (%00) reaches the database, which does not accept it: refuse it with 400, or find nobody.',
  ],
  [/%(?![0-9a-f]{2})/i, 'A path whose percent-encoding is broken makes the server fail: refuse it with 400.'],
  [/%(?:C[01]|F[5-9A-F])/i, 'Bytes in the path that are not UTF-8 make the server fail: refuse them with 400.'],
];
