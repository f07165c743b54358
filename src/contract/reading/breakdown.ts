import type { Exchange } from '../wire/exchange.ts';

const FAULTS = {
  timeout: 'Some replies never end, or come too late.',
  broken: 'Some connections break off before the reply is complete.',
  unreachable: 'The server stopped answering.',
  'too-large': 'Some replies do not end, or hold more than --max-reply allows.',
  closed: 'Some connections are closed without a reply.',
  malformed: 'Some replies are no HTTP: what comes behind one is taken for the next.',
};

/** Names what went wrong with an exchange as such, whatever was asked: no complete reply, or an error of the server. */
export function diagnoseBreakdown({ reply, fault }: Exchange): string | undefined {
  if (fault) return FAULTS[fault.kind];
  return reply && reply.status >= 500 ? `Some requests make the server fail with status ${reply.status}.` : undefined;
}
