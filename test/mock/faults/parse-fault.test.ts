import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFault } from '../../../src/mock/faults/fault.ts';
import { OptionError } from '../../../src/shared/errors.ts';

function refusalOf(input: unknown): string {
  try {
    parseFault(input);
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
  throw new Error('The fault was taken.');
}

describe('a fault that can be used', () => {
  test.each([
    { status: 400 },
    { status: 599, message: 'Down.', retryAfterSeconds: 0 },
    { latency: 0 },
    { latency: 600_000 },
    { latency: { minMs: 5, maxMs: 5 } },
    { latency: { p50Ms: 1, p90Ms: 1, p99Ms: 1 }, status: 503 },
    { drop: true, latency: 20 },
    { cut: 0, rate: 1, times: 1, projectKey: 'abc', userId: 'ada' },
  ])('%j is accepted as it is', (input) => {
    expect(parseFault(input)).toEqual(input);
  });
});

describe('the refusal of a fault', () => {
  test.each([
    [{ status: 200 }, 'status: expected 400 or more, received 200'],
    [{ status: 503, rate: 0 }, 'rate: expected more than 0, received 0'],
    [{ status: 503, rate: 1.1 }, 'rate: expected 1 or less, received 1.1'],
    [{ status: 503, times: 0 }, 'times: expected 1 or more, received 0'],
    [{ cut: 1 }, 'cut: expected less than 1, received 1'],
    [{ status: 503, drop: false }, 'drop: expected true, received false'],
    [{ latency: { minMs: 2, maxMs: 1 } }, 'latency: minMs must not be above maxMs, received {"minMs":2,"maxMs":1}'],
    [{ latency: { p50Ms: 3, p90Ms: 2, p99Ms: 9 } }, 'latency: percentiles must not decrease'],
    [{ latency: 600_001 }, 'latency: expected 600000 or less, received 600001'],
    [{ stauts: 503 }, 'there is no field "stauts"'],
    [{}, 'input: must say what goes wrong: status, latency, drop or cut, received {}'],
    [{ status: 503, cut: 0.5 }, 'input: must have one of status, drop and cut, not several'],
    [{ latency: 1, message: 'x' }, 'input: message and retryAfterSeconds belong to a status'],
    [7, 'input: expected an object, received 7'],
  ])('%j says %s', (input, sentence) => {
    expect(refusalOf(input)).toContain(sentence);
  });

  test('of a latency lists the possible forms', () => {
    for (const latency of ['fast', 1.5, null, { minMs: 1 }, {}]) {
      const refusal = refusalOf({ latency });
      expect(refusal).toContain(
        'latency: expected whole milliseconds from 0 to 600000, or { minMs, maxMs } or { p50Ms, p90Ms, p99Ms }',
      );
      expect(refusal).toContain(`received ${JSON.stringify(latency)}`);
    }
  });

  test('names every field at fault', () => {
    expect(refusalOf({ status: 1, rate: 7, times: -1 })).toMatch(
      /^Failed to set the fault: status: .*; rate: .*; times: /,
    );
  });

  test('is an OptionError, whatever comes', () => {
    const anything = fc.jsonValue();
    const fields = { status: anything, latency: anything, drop: anything, cut: anything, rate: anything };
    fc.assert(
      fc.property(fc.oneof(anything, fc.record(fields, { requiredKeys: [] })), (input) => {
        try {
          expect(parseFault(input)).toEqual(input);
        } catch (error) {
          expect(error).toBeInstanceOf(OptionError);
        }
      }),
    );
  });
});
