import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { sessionsReplySchema } from '../../src/api/documented/reply.ts';
import { pathParametersSchema, queryParametersSchema, requestHeadersSchema } from '../../src/api/documented/request.ts';
import { errorReplySchema } from '../../src/api/error-reply.ts';
import { sessionEventSchema } from '../../src/api/session-event.ts';

const fieldMetaSchema = z.object({ description: z.string(), examples: z.array(z.unknown()).min(1) });

const objects = [...sessionEventSchema.options, pathParametersSchema, queryParametersSchema, errorReplySchema];
const fields = objects.flatMap((schema) =>
  Object.entries<z.ZodType>(schema.shape).map(([name, field]) => ({
    of: schema.meta()?.title ?? 'request',
    name,
    field,
  })),
);

test.each(fields)('$name of $of is described and has examples that it accepts', ({ field, name }) => {
  const { description, examples } = fieldMetaSchema.parse(field.meta());
  expect(description).toMatch(/^[A-Z1`].*\.$/s);
  for (const example of examples) {
    // the examples of a parameter are numbers, its schema reads wire text
    expect(field.safeParse(name in queryParametersSchema.shape ? String(example) : example).success).toBe(true);
  }
});

test('the API key is described and has no example, which might look like a key that works', () => {
  const meta = requestHeadersSchema.shape.authorization.meta();
  expect([meta?.description, meta?.examples]).toEqual([expect.any(String), undefined]);
});

test.each([sessionEventSchema, ...sessionEventSchema.options, sessionsReplySchema, errorReplySchema])(
  'schema %# has an ID, a title and a description',
  (schema) => {
    expect(schema.meta()).toMatchObject({
      id: expect.any(String),
      title: expect.any(String),
      description: expect.any(String),
    });
  },
);

describe('an event', () => {
  const page = DOCUMENTED_EVENTS[2];
  const click = DOCUMENTED_EVENTS[4];

  test.each(Object.keys(page ?? {}))('of type LOCATION without %s is refused', (name) => {
    expect(sessionEventSchema.safeParse({ ...page, [name]: undefined }).success).toBe(false);
  });

  test.each(Object.keys(click ?? {}))('of type CLICK without %s is refused', (name) => {
    expect(sessionEventSchema.safeParse({ ...click, [name]: undefined }).success).toBe(false);
  });

  test.each([
    ['a sessionId as text', { sessionId: '4813023023591169' }],
    ['a sessionId beyond 2^53-1', { sessionId: 2 ** 53 }],
    ['a sessionId of 0', { sessionId: 0 }],
    ['a negative messageId', { messageId: -1 }],
    ['a timestamp with a fraction', { timestamp: 1.5 }],
    ['a metric of 0', { loadTime: 0 }],
    ['a metric of more than 30 s', { loadTime: 30_001 }],
    ['a path without its slash', { path: 'my-account/' }],
    ['another type', { type: 'location' }],
  ])('with %s is refused', (_, change) => {
    expect(sessionEventSchema.safeParse({ ...page, ...change }).success).toBe(false);
  });

  test('with unmeasured metrics and no known referrer is accepted', () => {
    const unmeasured = { ...page, loadTime: null, ttfb: null, referrer: null, baseReferrer: null };
    expect(sessionEventSchema.parse(unmeasured)).toEqual(unmeasured);
  });
});
