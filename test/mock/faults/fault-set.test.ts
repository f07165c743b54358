import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../src/kit/fault.ts';
import type { RequestSubject } from '../../../src/mock/faults/fault.ts';
import { FaultSet } from '../../../src/mock/faults/fault-set.ts';
import type { Effect } from '../../../src/serve/trouble.ts';
import { OptionError } from '../../../src/shared/errors.ts';

const ADA = { projectKey: 'shop', userId: 'ada' };
const BOB = { projectKey: 'shop', userId: 'bob' };
const AWAY = { projectKey: 'club', userId: 'ada' };
const NOBODY = { projectKey: undefined, userId: undefined };

function setOf(...inputs: FaultInput[]): FaultSet {
  const faults = new FaultSet({ seed: 1 });
  for (const input of inputs) faults.add(input);
  return faults;
}

/** Without counts that are kept elsewhere, no answer is a promise. */
function next(faults: FaultSet, addressee: RequestSubject, before?: Effect): Effect | undefined {
  return faults.next(addressee, before) as Effect | undefined;
}

function applyTo(faults: FaultSet, count: number, addressee = ADA): (Effect | undefined)[] {
  return Array.from({ length: count }, () => next(faults, addressee));
}

const statuses = (effects: readonly (Effect | undefined)[]) => effects.map((effect) => effect?.refusal?.status);

/** A fault that not every request meets in the same way. */
const chancy = fc.record({
  latency: fc.constantFrom({ minMs: 0, maxMs: 600 }, { p50Ms: 20, p90Ms: 300, p99Ms: 800 }),
  rate: fc.double({ min: 0.05, max: 1, noNaN: true }),
});

describe('a peek', () => {
  const sure = fc.constantFrom<FaultInput>({ status: 503 }, { drop: true }, { cut: 0.5 }, { latency: 40 });
  const doubtful = fc.oneof(
    fc.record({ status: fc.constantFrom(429, 500), times: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ status: fc.constantFrom(429, 500), rate: fc.double({ min: 0.05, max: 0.95, noNaN: true }) }),
  );

  test('sees what is sure to happen, and nothing of what only some requests meet', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(sure, doubtful), { maxLength: 5 }), (inputs) => {
        const isSure = ({ rate, times }: FaultInput) => rate === undefined && times === undefined;
        const seen = setOf(...inputs).peek(ADA);
        const expected = setOf(...inputs.filter(isSure)).peek(ADA);
        expect({ ...seen, faultIds: [] }).toEqual({ ...expected, faultIds: [] });
      }),
    );
  });

  test('changes nothing for requests that count', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(sure, doubtful, chancy), { minLength: 1, maxLength: 4 }), (inputs) => {
        const [alone, watched] = [setOf(...inputs), setOf(...inputs)];
        const expected = applyTo(alone, 6);
        const effects = Array.from({ length: 6 }, () => {
          watched.peek(ADA);
          return next(watched, ADA);
        });
        expect(effects).toEqual(expected);
        expect(watched.list().map(({ hits }) => hits)).toEqual(alone.list().map(({ hits }) => hits));
      }),
    );
  });

  test('sees nothing of what is for another user', () => {
    expect(setOf({ status: 503, userId: 'bob' }).peek(ADA)).toBeUndefined();
  });
});

describe('the set', () => {
  test('is active while a fault is set', () => {
    const faults = new FaultSet({ seed: 1 });
    expect(faults.isActive).toBe(false);
    const { id } = faults.add({ status: 503 });
    expect(faults.isActive).toBe(true);
    expect(faults.remove(id)).toBe(true);
    expect(faults.isActive).toBe(false);
  });

  test('lists faults as they were given, in that order, with an ID', () => {
    const faults = setOf({ status: 503, retryAfterSeconds: 2 }, { latency: { minMs: 1, maxMs: 2 }, userId: 'ada' });
    expect(faults.list()).toEqual([
      { id: 'fault-1', hits: 0, status: 503, retryAfterSeconds: 2 },
      { id: 'fault-2', hits: 0, latency: { minMs: 1, maxMs: 2 }, userId: 'ada' },
    ]);
  });

  test('gives no ID twice', () => {
    const faults = setOf({ status: 500 }, { status: 501 });
    faults.remove('fault-2');
    expect(faults.add({ status: 502 }).id).toBe('fault-3');
  });

  test('reports when there is no fault to remove', () => {
    const faults = setOf({ status: 503 });
    expect(faults.remove('fault-2')).toBe(false);
    expect(faults.list()).toHaveLength(1);
  });

  test('refuses a fault that cannot be used', () => {
    const faults = new FaultSet({ seed: 1 });
    expect(() => faults.add({ status: 200 })).toThrow(OptionError);
    expect(faults.isActive).toBe(false);
    expect(faults.add({ status: 503 }).id).toBe('fault-1');
  });

  test('keeps a fault as it was given, whatever becomes of the input', () => {
    const input = { latency: { minMs: 5, maxMs: 5 } };
    const faults = setOf(input);
    input.latency.maxMs = 9000;
    expect(new Set(applyTo(faults, 20).map((effect) => effect?.delayMs))).toEqual(new Set([5]));
  });

  test('is as good as new after it is cleared', () => {
    const inputs = [{ status: 500, rate: 0.5 }, { latency: { minMs: 0, maxMs: 999 } }];
    const faults = setOf(...inputs);
    const before = applyTo(faults, 50);
    faults.clear();
    expect(faults.list()).toEqual([]);
    expect(next(faults, ADA)).toBeUndefined();
    for (const input of inputs) faults.add(input);
    expect(applyTo(faults, 50)).toEqual(before);
  });

  test('counts the hits of a fault, also in what was handed out', () => {
    const faults = new FaultSet({ seed: 1 });
    const fault = faults.add({ status: 503, userId: 'ada', times: 3 });
    applyTo(faults, 2);
    applyTo(faults, 5, BOB);
    expect(fault.hits).toBe(2);
    expect(JSON.parse(JSON.stringify(faults.list()))).toMatchObject([{ id: 'fault-1', hits: 2 }]);
    applyTo(faults, 5);
    expect(fault.hits).toBe(3);
  });
});

describe('a fault', () => {
  test('refuses, drops or cuts', () => {
    expect(next(setOf({ status: 503, retryAfterSeconds: 7 }), ADA)).toEqual({
      faultIds: ['fault-1'],
      delayMs: 0,
      refusal: {
        status: 503,
        message: 'The service is unavailable: try again in 7 seconds.',
        headers: { 'retry-after': '7' },
      },
    });
    expect(next(setOf({ drop: true, latency: 20 }), ADA)).toEqual({ faultIds: ['fault-1'], delayMs: 20, drop: true });
    expect(next(setOf({ cut: 0 }), ADA)).toEqual({ faultIds: ['fault-1'], delayMs: 0, cut: 0 });
    expect(next(setOf({ latency: 250 }), ADA)).toEqual({ faultIds: ['fault-1'], delayMs: 250 });
  });

  test('hits requests of its project and its user only', () => {
    const whom = (input: FaultInput) => [ADA, BOB, AWAY, NOBODY].filter((one) => next(setOf(input), one));
    expect(whom({ drop: true })).toEqual([ADA, BOB, AWAY, NOBODY]);
    expect(whom({ drop: true, projectKey: 'shop' })).toEqual([ADA, BOB]);
    expect(whom({ drop: true, userId: 'ada' })).toEqual([ADA, AWAY]);
    expect(whom({ drop: true, projectKey: 'shop', userId: 'ada' })).toEqual([ADA]);
  });

  test('with a number of times hits that many requests and is gone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.2, max: 1, noNaN: true }), (times, rate) => {
        const faults = setOf({ status: 503, times, rate });
        const effects = applyTo(faults, 1000);
        expect(effects.filter((effect) => effect)).toHaveLength(times);
        expect(faults.list()).toEqual([]);
        expect(faults.isActive).toBe(false);
      }),
    );
  });

  test('with a number of times hits the next requests without a gap', () => {
    expect(statuses(applyTo(setOf({ status: 503, times: 3 }), 5))).toEqual([503, 503, 503, undefined, undefined]);
  });

  test('that is over leaves the others', () => {
    const faults = setOf({ latency: 1 }, { status: 503, times: 1 }, { latency: 2 });
    next(faults, ADA);
    expect(faults.list().map(({ id }) => id)).toEqual(['fault-1', 'fault-3']);
    expect(next(faults, ADA)).toEqual({ faultIds: ['fault-1', 'fault-3'], delayMs: 3 });
  });

  test('hits about its share of the requests', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.nat(), (rate, seed) => {
        const faults = new FaultSet({ seed });
        faults.add({ status: 503, rate });
        const share = applyTo(faults, 4000).filter((effect) => effect).length / 4000;
        // five standard deviations at the rate where they are widest
        expect(Math.abs(share - rate)).toBeLessThan(0.04);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what is drawn', () => {
  test('is the same for the same seed', () => {
    fc.assert(
      fc.property(chancy, fc.oneof(fc.integer(), fc.string({ minLength: 1 })), (input, seed) => {
        const [one, other] = [new FaultSet({ seed }), new FaultSet({ seed })];
        one.add(input);
        other.add(input);
        expect(applyTo(one, 40)).toEqual(applyTo(other, 40));
      }),
    );
  });

  test('differs from seed to seed and from fault to fault', () => {
    const input = { latency: { minMs: 0, maxMs: 600_000 } };
    const [one, other] = [new FaultSet({ seed: 1 }), new FaultSet({ seed: 2 })];
    const first = one.add(input);
    other.add(input);
    const drawn = applyTo(one, 20);
    expect(applyTo(other, 20)).not.toEqual(drawn);
    one.remove(first.id);
    one.add(input);
    expect(applyTo(one, 20).map((effect) => effect?.delayMs)).not.toEqual(drawn.map((effect) => effect?.delayMs));
  });

  test('depends neither on other faults nor on requests about others', () => {
    fc.assert(
      fc.property(chancy, fc.array(fc.constantFrom(BOB, AWAY, NOBODY), { maxLength: 10 }), (input, strangers) => {
        const targeted = { ...input, ...ADA };
        const alone = setOf(targeted);
        const among = setOf(targeted, { latency: { minMs: 1, maxMs: 9 }, rate: 0.5, userId: 'bob' });
        for (let round = 0; round < 10; round++) {
          for (const stranger of strangers) next(among, stranger);
          expect(next(among, ADA)).toEqual(next(alone, ADA));
        }
      }),
    );
  });
});

describe('several faults', () => {
  test('add up their delays, to 600000 ms at most', () => {
    expect(next(setOf({ latency: 20 }, { latency: 300 }, { status: 503, latency: 4000 }), ADA)).toMatchObject({
      faultIds: ['fault-1', 'fault-2', 'fault-3'],
      delayMs: 4320,
    });
    expect(next(setOf({ latency: 600_000 }, { latency: 1 }), ADA)?.delayMs).toBe(600_000);
  });

  test('end a request by the first that refuses, drops or cuts', () => {
    const endings = [{ status: 503 }, { drop: true as const }, { cut: 0.5 }];
    for (const first of endings) {
      for (const second of endings) {
        const alone = next(setOf(first), ADA);
        expect(next(setOf(first, { ...second, latency: 9 }), ADA)).toEqual(alone);
        expect(next(setOf({ latency: 9 }, first, second), ADA)).toEqual({
          ...alone,
          faultIds: ['fault-1', 'fault-2'],
          delayMs: 9,
        });
      }
    }
  });

  test('wait for their turn when another has ended the request', () => {
    const faults = setOf({ status: 503, times: 2 }, { status: 429, times: 3 });
    expect(statuses(applyTo(faults, 6))).toEqual([503, 503, 429, 429, 429, undefined]);
  });

  test('add to the faults that hit the request anyway', () => {
    const before = next(setOf({ status: 401, latency: 5 }), ADA);
    expect(next(setOf({ latency: 7 }, { status: 503 }), ADA, before)).toEqual({
      ...before,
      faultIds: ['fault-1', 'fault-1'],
      delayMs: 12,
    });
    expect(next(setOf({ status: 503, userId: 'bob' }), ADA, before)).toBe(before);
  });
});
