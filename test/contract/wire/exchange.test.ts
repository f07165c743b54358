import { describe, expect, it } from 'vitest';
import { describeEnd, type SentRequest } from '../../../src/contract/wire/exchange.ts';
import { createRedactor } from '../../../src/contract/wire/redact.ts';

const { redact } = createRedactor();

const request: SentRequest = { method: 'GET', url: 'http://h/', headers: {}, credential: undefined, isOdd: false };

describe('describeEnd', () => {
  const reply = (text: string | undefined, bytes = new TextEncoder().encode(text)) => ({
    request,
    reply: { status: 200, headers: new Headers(), bytes, text },
  });

  it.each([
    ['an empty body', reply(''), 'status 200 with an empty body'],
    ['a short body', reply('{"data":[]}'), 'status 200 with {"data":[]}'],
    ['a long body', reply('é'.repeat(300)), `status 200 with ${'é'.repeat(200)}… (600 bytes)`],
    [
      'a body that is no text',
      reply(undefined, new Uint8Array([255, 254])),
      'status 200 with 2 bytes that are not UTF-8',
    ],
    [
      'a fault',
      { request, fault: { kind: 'timeout', message: 'no complete reply within 5 ms' } as const },
      'no complete reply within 5 ms',
    ],
  ])('says %s', (_, exchange, words) => {
    expect(redact(describeEnd(exchange))).toBe(words);
  });
});
