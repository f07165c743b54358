import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lru } from '../../src/shared/lru.ts';

type Step =
  | { readonly do: 'get' | 'delete' | 'getOrCreate'; readonly key: string }
  | { readonly do: 'set'; readonly key: string; readonly size: number }
  | { readonly do: 'clear' };

const key = fc.constantFrom(...'abcdefgh');
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('set' as const), key, size: fc.integer({ min: 0, max: 9 }) }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('get' as const, 'delete', 'getOrCreate'), key }) },
    { weight: 1, arbitrary: fc.constant({ do: 'clear' as const }) },
  ),
  { maxLength: 60 },
);

/** The same as simply as possible: a list with the entry used last at its end. */
class PlainLru {
  entries: { key: string; value: number; size: number }[] = [];
  readonly evicted: string[] = [];
  readonly #max: number;
  readonly #maxSize: number;

  constructor(max: number, maxSize: number) {
    this.#max = max;
    this.#maxSize = maxSize;
  }

  get totalSize() {
    return this.entries.reduce((sum, { size }) => sum + size, 0);
  }

  get(wanted: string) {
    const found = this.entries.find((entry) => entry.key === wanted);
    if (found) this.entries = [...this.entries.filter((entry) => entry !== found), found];
    return found?.value;
  }

  delete(wanted: string) {
    this.entries = this.entries.filter((entry) => entry.key !== wanted);
  }

  set(wanted: string, value: number, size: number) {
    this.delete(wanted);
    this.entries.push({ key: wanted, value, size });
    while (this.entries.length > 1 && (this.entries.length > this.#max || this.totalSize > this.#maxSize)) {
      this.evicted.push(this.entries.shift()?.key ?? '');
    }
  }
}

test('keeps the same entries as a plain list in order of use', () => {
  const bounds = fc.record({ max: fc.integer({ min: 1, max: 5 }), maxSize: fc.integer({ min: 0, max: 20 }) });
  const law = fc.property(bounds, steps, ({ max, maxSize }, done) => {
    const evicted: string[] = [];
    const lru = new Lru<string, number>({ max, maxSize, onEvict: (gone) => evicted.push(gone) });
    const plain = new PlainLru(max, maxSize);
    for (const [index, step] of done.entries()) {
      if (step.do === 'clear') {
        lru.clear();
        plain.entries = [];
      } else if (step.do === 'set') {
        expect(lru.set(step.key, index, step.size)).toBe(index);
        plain.set(step.key, index, step.size);
      } else if (step.do === 'delete') {
        lru.delete(step.key);
        plain.delete(step.key);
      } else if (step.do === 'get') {
        expect(lru.get(step.key)).toBe(plain.get(step.key));
      } else {
        const known = plain.get(step.key);
        expect(lru.getOrCreate(step.key, () => index)).toBe(known ?? index);
        if (known === undefined) plain.set(step.key, index, 0);
      }
      expect([lru.count, lru.totalSize, evicted]).toEqual([plain.entries.length, plain.totalSize, plain.evicted]);
    }
  });
  fc.assert(law);
});

test('evicts nothing without bounds', () => {
  const lru = new Lru<number, number>({});
  for (let index = 0; index < 1_000; index++) lru.set(index, index, 1_000_000);
  expect([lru.count, lru.get(0)]).toEqual([1_000, 0]);
});

test('keeps an entry that is larger than its bounds until another one is used', () => {
  const lru = new Lru<string, string>({ maxSize: 10 });
  lru.set('large', 'L', 11);
  expect(lru.get('large')).toBe('L');
  lru.set('small', 'S', 1);
  expect([lru.get('large'), lru.get('small'), lru.totalSize]).toEqual([undefined, 'S', 1]);
});
