import { later } from '../../asking/later.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import type { WireForm } from '../../wire/raw/raw-request.ts';

/** The status of servers that require a Content-Length (RFC 9112, 6.3). */
const LENGTH_REQUIRED = 411;
/** How often a body is broken off. */
const ROUNDS = 2;
/** The time in which a server notices that a client has disconnected, in ms. */
const NOTICED_MS = 50;

/** How the body of a request is sent over its connection. */
export const framingRequirements: readonly Requirement[] = [
  {
    id: 'WIRE-201',
    level: 'MUST',
    title: 'a chunked body is read like any other',
    source: 'observed: v2 (a broken chunk is reported); RFC 9112, 7.1 (every server reads chunks)',
    comparesAnswers: true,
    check: async (context) => {
      await context.baseline.some();
      const body = bodyOf(context);
      const middle = Math.floor(body.length / 2);
      const content = `${chunk(body.slice(0, middle))}${chunk(body.slice(middle))}0\r\n\r\n`;
      const exchange = await context.conversations.have((talk) => talk.ask({ isOdd: true }, inChunks(content)));
      // a proxy in front may require the length, or close the connection
      if (exchange.reply?.status === LENGTH_REQUIRED || exchange.fault?.kind === 'closed') return;
      await context.baseline.expectAll(exchange, 'a body in chunks');
    },
  },
  {
    id: 'WIRE-202',
    level: 'MUST',
    title: 'a body that breaks off affects no later request',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      await context.baseline.some();
      const body = bodyOf(context);
      const half = chunk(body).slice(0, -body.length / 2);
      // also over new connections, as a proxy may forward a request to another process
      const expectAll = async (what: string) =>
        context.baseline.expectAll(await context.conversations.have((talk) => talk.ask({ isOdd: true })), what);
      for (let round = 0; round < ROUNDS; round += 1) {
        await context.conversations.have((talk) => talk.breakOff({}, inChunks(half)));
        await expectAll('a request while another one, whose body breaks off, ends');
        await later(NOTICED_MS);
        await expectAll('a request after another one, whose body broke off,');
      }
    },
  },
];

function bodyOf({ lists }: RunContext): string {
  return lists.toAsk({}).body ?? '{}';
}

function inChunks(content: string): WireForm {
  return { content, fields: [['Transfer-Encoding', 'chunked']] };
}

function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}
