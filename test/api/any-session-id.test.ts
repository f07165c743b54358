import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareSessionIds, keptSessionIdSchema, quoteLongIds, toSessionId } from '../../src/api/any-session-id.ts';

const digits = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);

test('an ID has one form: a number as long as that is exact, and its digits beyond', () => {
  fc.assert(
    fc.property(digits, (text) => {
      const id = toSessionId(text);
      expect(String(id)).toBe(text);
      expect(typeof id).toBe(BigInt(text) > 2n ** 53n - 1n ? 'string' : 'number');
      expect(keptSessionIdSchema.safeParse(id).success).toBe(true);
    }),
  );
  expect(keptSessionIdSchema.safeParse('4813023023591169').success).toBe(false);
});

test('what is not an ID is refused, and breaks nothing', () => {
  const others = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('0', '9', '-', '.', 'e', ' ') }),
    fc.anything(),
  );
  fc.assert(
    fc.property(others, (value) => {
      const isId = Number.isSafeInteger(value) || (typeof value === 'string' && /^[1-9]\d{15,19}$/.test(value));
      fc.pre(!isId);
      expect(keptSessionIdSchema.safeParse(value).success).toBe(false);
    }),
  );
});

test('IDs are compared by value', () => {
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      const difference = BigInt(a) - BigInt(b);
      const sign = difference < 0n ? -1 : difference > 0n ? 1 : 0;
      expect(Math.sign(compareSessionIds(toSessionId(a), toSessionId(b)))).toBe(sign);
    }),
  );
});

describe('JSON numbers that a number cannot hold', () => {
  test('become strings where they are session IDs', () => {
    fc.assert(
      fc.property(digits, fc.constantFrom('', ' ', '\n'), (text, blank) => {
        const json = `[{"sessionId"${blank}:${blank}${text}${blank}},{"sessionId":${text},"a":1}]`;
        const ids = JSON.parse(quoteLongIds(json)).map(({ sessionId }: { sessionId: number | string }) => sessionId);
        expect(ids).toEqual([toSessionId(text), toSessionId(text)]);
      }),
    );
  });

  test('stay as they are inside strings and in other fields', () => {
    fc.assert(
      fc.property(fc.string(), digits, (text, id) => {
        const value = [{ label: `${text}"sessionId":${id},`, other: text }];
        expect(JSON.parse(quoteLongIds(JSON.stringify(value)))).toEqual(value);
      }),
    );
    expect(quoteLongIds('{"timestamp":9007199254740993}')).toBe('{"timestamp":9007199254740993}');
  });
});
