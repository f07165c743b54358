import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectFault, writeFault } from '../../src/cli/fault-flag.ts';
import type { FaultInput } from '../../src/kit/fault.ts';

const ms = fc.integer({ min: 0, max: 600_000 });
const rising = (length: number) =>
  fc.array(ms, { minLength: length, maxLength: length }).map((times) => times.sort((a, b) => a - b));
const latency = fc.oneof(
  ms,
  rising(2).map(([minMs = 0, maxMs = 0]) => ({ minMs, maxMs })),
  rising(3).map(([p50Ms = 0, p90Ms = 0, p99Ms = 0]) => ({ p50Ms, p90Ms, p99Ms })),
) satisfies fc.Arbitrary<FaultInput['latency']>;
const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
const fault = fc.record(
  {
    status: fc.integer({ min: 400, max: 599 }),
    retryAfterSeconds: fc.integer({ min: 0, max: 86_400 }),
    latency,
    drop: fc.constant<true>(true),
    cut: share,
    rate: share,
    times: fc.integer({ min: 1, max: 1_000_000 }),
    userId: fc.constantFrom('ada@example.org', 'a=b', '7'),
  },
  { requiredKeys: ['status'] },
);

test('a fault written as a flag is read back as the same fault', () => {
  fc.assert(
    fc.property(fault, (given) => {
      expect(collectFault(writeFault(given))).toEqual([{ ...given }]);
    }),
  );
});
