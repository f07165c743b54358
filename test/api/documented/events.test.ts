import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../../src/api/documented/events.ts';
import { sessionsReplySchema } from '../../../src/api/documented/reply.ts';
import { PAGE_METRICS, sessionEventSchema } from '../../../src/api/session-event.ts';
import { documentedReply, documentedText } from '../../support/documented.ts';

test('the documented events are those of the document, value for value and key for key', () => {
  expect(JSON.stringify({ data: DOCUMENTED_EVENTS })).toBe(documentedReply);
});

test('the documented reply parses and loses nothing', () => {
  const reply = JSON.parse(documentedText);
  expect(sessionsReplySchema.parse(reply)).toEqual(reply);
});

test.each(DOCUMENTED_EVENTS)('the schema lists the fields of $type $messageId in wire order', (event) => {
  const option = sessionEventSchema.options.find(({ shape }) => shape.type.value === event.type);
  expect(Object.keys(event)).toEqual(Object.keys(option?.shape ?? {}));
});

test('the page metrics are the fields between baseReferrer and value', () => {
  const keys = Object.keys(JSON.parse(documentedText).data[0]);
  expect(keys.slice(keys.indexOf('baseReferrer') + 1, keys.indexOf('value'))).toEqual([...PAGE_METRICS]);
});
