import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';
import { runFuzz } from './run-fuzz.ts';
import { createSubject, LIMITS, stateOf } from './subject.ts';

const REQUESTS = 3_000;

test(`${REQUESTS} odd, broken and hostile requests are each answered once, in words, and change nothing`, async () => {
  const mock = await createSubject(createMock);
  const { server, close } = await serve(mock, { port: 0, limits: LIMITS });
  onTestFinished(close);
  const before = stateOf(mock);
  const { port } = server.address() as AddressInfo; // a TCP server that listens has such an address
  const { requests, failure } = await runFuzz({
    port,
    oracle: await createSubject(createMock),
    requests: REQUESTS,
    seed: 1,
  });
  expect(failure).toBeUndefined();
  expect(requests).toBeGreaterThanOrEqual(REQUESTS);
  expect(stateOf(mock)).toEqual(before);
});
