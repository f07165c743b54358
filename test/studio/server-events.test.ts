import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventReader, type ServerEvent } from '../../src/studio/server-events.ts';

function read(pieces: readonly string[]): ServerEvent[] {
  const seen: ServerEvent[] = [];
  const take = createEventReader((event) => seen.push(event));
  for (const piece of pieces) take(piece);
  return seen;
}

describe('server-sent events', () => {
  it('are the same wherever the text is split into pieces', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
    const events = fc.array(fc.record({ event: fc.constantFrom('state', 'request'), data: line }));
    fc.assert(
      fc.property(events, fc.array(fc.nat(60)), (sent, cuts) => {
        const text = sent.map(({ event, data }) => `event: ${event}\ndata: ${data}\n\n`).join('');
        const places = [...cuts, text.length].sort((a, b) => a - b);
        const pieces = places.map((place, index) => text.slice(places[index - 1] ?? 0, place));
        expect(read(pieces)).toEqual(sent);
      }),
    );
  });

  it('are not reported for a block without data, such as a heartbeat', () => {
    expect(read([': \n\n', 'event: state\n\n'])).toEqual([]);
  });
});
