import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../src/studio/model/read-events.ts';

const event = fc.record({
  sessionId: fc.maxSafeNat(),
  type: fc.constantFrom('LOCATION', 'CLICK'),
  timestamp: fc.maxSafeNat(),
  label: fc.string({ unit: fc.constantFrom(...'a"\\{}[],:é"sessionId":7') }),
  nested: fc.jsonValue({ maxDepth: 2 }),
});
const events = fc.array(event, { maxLength: 6 });

describe('the events of a reply', () => {
  it('are those of the JSON, with IDs as text', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.constantFrom(0, 2), async (data, indent) => {
        const text = JSON.stringify({ data }, null, indent);
        const expected = JSON.parse(JSON.stringify(data)).map((item: { sessionId: number }) => ({
          ...item,
          sessionId: String(item.sessionId),
        }));
        expect(await readEvents(text)).toEqual(expected);
      }),
    );
  });

  it('keep IDs that JavaScript would round', async () => {
    const read = await readEvents('{"data":[{"sessionId":36028797018963969,"type":"CLICK","timestamp":1}]}');
    expect(read).toMatchObject([{ sessionId: '36028797018963969' }]);
  });

  it('are missing where the text was cut off, or is no such reply', async () => {
    const whole = JSON.stringify({ data: [{ sessionId: 1, type: 'CLICK', timestamp: 1, label: 'a' }] });
    for (let length = 0; length < whole.length; length++) {
      expect(await readEvents(whole.slice(0, length))).toBeUndefined();
    }
    for (const text of ['null', '7', '{}', '{"errors":["no"]}', '{"data":[{}{}]}', '{"data":[{},,{}]}', '<html>']) {
      expect(await readEvents(text)).toBeUndefined();
    }
  });
});
