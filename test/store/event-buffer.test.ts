import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { SessionEvent } from '../../src/api/session-event.ts';
import type { RecordedEvent } from '../../src/kit/record.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';
import { eventLists } from '../support/event-lists.ts';
import { readPieces as read } from '../support/read-pieces.ts';

const quoted = (buffer: EventBuffer) => atOnce(buffer.quotedText({ from: 0, to: buffer.length }));

const FRAME = { head: '{"data":[', tail: ']}' };
const whole = (buffer: EventBuffer, frame = FRAME) => buffer.pieces([{ from: 0, to: buffer.length }], frame);

describe('a buffer', () => {
  test('without events is an empty list', () => {
    const buffer = new EventBuffer();
    expect(read(whole(buffer))).toBe('{"data":[]}');
    expect(read(buffer.pieces([], FRAME))).toBe('{"data":[]}');
    expect(buffer.events()).toEqual([]);
  });

  test('returns what was added, however it was split into parts', () => {
    fc.assert(
      fc.property(eventLists, fc.array(fc.nat(8)), (events, sizes) => {
        const buffer = new EventBuffer();
        let rest: readonly SessionEvent[] = events;
        for (const size of sizes) {
          buffer.append(rest.slice(0, size));
          rest = rest.slice(size);
          const soFar = events.slice(0, events.length - rest.length);
          expect(read(whole(buffer))).toBe(JSON.stringify({ data: soFar }));
        }
        buffer.append(rest);
        expect(buffer.events()).toEqual(events);
        expect([...buffer.timestamps.subarray(0, buffer.length)]).toEqual(events.map(({ timestamp }) => timestamp));
      }),
    );
  });

  test('takes over sessions of another one, in any order, as if their events had been added', () => {
    fc.assert(
      fc.property(eventLists, eventLists, fc.infiniteStream(fc.nat(100)), (own, others, weights) => {
        const other = new EventBuffer(others);
        const chosen = other.sessions
          .map((session) => ({ session, weight: weights.next().value ?? 0 }))
          .filter(({ weight }) => weight < 80)
          .sort((a, b) => a.weight - b.weight)
          .map(({ session }) => session);
        const buffer = new EventBuffer(own);
        buffer.appendSessions(other, chosen);
        const expected = new EventBuffer(own);
        for (const { from, events } of chosen) expected.append(others.slice(from, from + events));
        expect(read(whole(buffer))).toBe(read(whole(expected)));
        expect(buffer.events()).toEqual(expected.events());
        expect(buffer.sessions).toEqual(expected.sessions);
        expect(buffer.isInTimeOrder).toBe(expected.isInTimeOrder);
        buffer.append(own);
        expect(buffer.events()).toEqual([...expected.events(), ...own]);
      }),
    );
  });

  test('joins any runs like a plain slice of the list', () => {
    const runs = fc.array(fc.tuple(fc.nat(30), fc.nat(10)), { maxLength: 5 });
    fc.assert(
      fc.property(eventLists, runs, (events, cuts) => {
        const inside = cuts.map(([at, size]) => {
          const from = Math.min(at, events.length);
          return { from, to: Math.min(from + size, events.length) };
        });
        const expected = inside.flatMap(({ from, to }) => events.slice(from, to));
        expect(read(new EventBuffer(events).pieces(inside, FRAME))).toBe(JSON.stringify({ data: expected }));
      }),
    );
  });

  test('does not change earlier replies when events are added', () => {
    const [first, ...others] = DOCUMENTED_EVENTS;
    const buffer = new EventBuffer(first ? [first] : []);
    const before = whole(buffer);
    for (const event of others) buffer.append([event]);
    expect(read(before)).toBe(JSON.stringify({ data: [first] }));
    expect(read(whole(buffer))).toBe(JSON.stringify({ data: DOCUMENTED_EVENTS }));
  });

  test('works with any frame, keeping only the first', () => {
    fc.assert(
      fc.property(eventLists, fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), (events, sizes) => {
        const buffer = new EventBuffer(events);
        const frames = sizes.map((size, index) => ({ head: `${index}`.repeat(size), tail: 'x'.repeat(20 - size) }));
        const given = frames.map((frame) => whole(buffer, frame));
        buffer.append(events);
        const text = events.map((event) => JSON.stringify(event)).join(',');
        expect(given.map(read)).toEqual(frames.map(({ head, tail }) => head + text + tail));
      }),
    );
  });

  test('gives a whole reply in one piece, the same bytes each time', () => {
    const buffer = new EventBuffer(DOCUMENTED_EVENTS);
    const [piece, ...others] = whole(buffer);
    expect(others).toEqual([]);
    expect(whole(buffer)[0]).toBe(piece);
  });

  test('can hold more events than it writes at once', () => {
    const events = Array.from(
      { length: 9_000 },
      (_, index): SessionEvent => ({
        sessionId: 1,
        messageId: index,
        timestamp: index,
        label: index % 7 === 0 ? 'Größe' : 'Size',
        type: 'CLICK',
      }),
    );
    const buffer = new EventBuffer(events);
    expect(buffer.events()).toEqual(events);
    expect(JSON.parse(read(buffer.pieces([{ from: 8_190, to: 8_194 }], FRAME))).data).toEqual(
      events.slice(8_190, 8_194),
    );
  });

  test('writes an ID beyond 2^53 as a number with all its digits, and returns it as text', () => {
    const id = '2416408176556518452';
    const event = (sessionId: number | string): RecordedEvent => ({
      sessionId,
      messageId: 1,
      timestamp: 1,
      label: `"sessionId":"${id}"`,
      type: 'CLICK',
    });
    const events = [event(7), event(id)];
    const buffer = new EventBuffer(events);
    const taken = new EventBuffer([event(3)]);
    taken.appendSessions(buffer);
    for (const [each, ids] of [
      [buffer, [7, id]],
      [taken, [3, 7, id]],
    ] as const) {
      expect(each.events().map(({ sessionId }) => sessionId)).toEqual(ids);
      expect(each.events().at(-1)).toEqual(event(id));
      const text = read([each.text()]);
      expect(text).toContain(`"sessionId":${id},`);
      expect(text).toContain('"sessionId":7,');
      expect(JSON.parse(`[${read(quoted(each))}]`)).toEqual(each.events());
    }
    expect(read(quoted(new EventBuffer([event(7)])))).toBe(JSON.stringify(event(7)));
    expect(quoted(new EventBuffer())).toEqual([]);
  });
});
