import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/shared/slices.ts';
import { itemAt, toJsonLines } from '../../src/studio/request/json-lines.ts';

const toLines = (text: string) => atOnce(toJsonLines(text));
const reply = fc.record({ data: fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 })) });

describe('JSON in lines', () => {
  it('is the same JSON, indented as usual', () => {
    fc.assert(
      fc.property(reply, (value) => {
        const { lines } = toLines(JSON.stringify(value));
        expect(lines.join('\n')).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('knows which lines belong to which item', () => {
    fc.assert(
      fc.property(reply, ({ data }) => {
        const items = data.filter((item) => Object.keys(item).length > 0);
        const json = toLines(JSON.stringify({ data: items }));
        expect(json.starts.length).toBe(items.length);
        for (const [index, item] of items.entries()) {
          const own = json.lines.slice(json.starts[index], (json.ends[index] ?? 0) + 1);
          expect(JSON.parse(own.join('').replace(/,$/, ''))).toEqual(JSON.parse(JSON.stringify(item)));
          expect(itemAt(json, json.starts[index] ?? 0)).toBe(index);
          expect(itemAt(json, json.ends[index] ?? 0)).toBe(index);
        }
        expect(itemAt(json, 0)).toBe(-1);
      }),
    );
  });

  it('keeps numbers as they were sent', () => {
    expect(toLines('{"data":[{"sessionId":36028797018963969,"x":1.0}]}').lines.join('')).toMatch(
      /36028797018963969.*1\.0/,
    );
  });

  it('is shown up to the point where it was cut off', () => {
    const { lines, starts, ends } = toLines('{"data":[{"a":1},{"b":"cut of');
    expect(lines.at(-1)).toContain('"b": "cut of');
    expect([starts.length, ends.length]).toEqual([2, 2]);
  });

  it('leaves invalid JSON unchanged', () => {
    expect(toLines('Bad gateway\nsorry').lines).toEqual(['Bad gateway', 'sorry']);
  });
});
