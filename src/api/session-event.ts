import * as z from '../shared/zod.ts';
import { epochMsSchema, messageIdSchema, metricSchema, sessionIdSchema } from './scalars.ts';

const timestampSchema = epochMsSchema.meta({
  description: 'When the event happened, in epoch milliseconds. Never decreases along the messageIds of a session.',
  examples: [1623440905732],
});

/** The keys of a LOCATION event that measure a page load, in wire order. */
export const PAGE_METRICS = [
  'domBuildingTime',
  'domContentLoadedTime',
  'loadTime',
  'firstPaintTime',
  'firstContentfulPaintTime',
  'speedIndex',
  'visuallyComplete',
  'timeToInteractive',
  'responseTime',
  'responseEnd',
  'ttfb',
] as const;

/** A page was opened, by a load or by a route change: 22 fields, in wire order (`seed: Example Response`). */
export const locationEventSchema = z
  .object({
    sessionId: sessionIdSchema,
    messageId: messageIdSchema,
    timestamp: timestampSchema,
    host: z
      .string()
      .min(1)
      .meta({
        description: "The URL's host, with its port if it has one, without a scheme.",
        examples: ['testsite.openreplay.com'],
      }),
    path: z
      .string()
      .startsWith('/')
      .meta({
        description: "The URL's path and query string, without its fragment.",
        examples: ['/my-account/'],
      }),
    basePath: z
      .string()
      .startsWith('/')
      .meta({
        description: '`path` up to its first `?`.',
        examples: ['/my-account/'],
      }),
    referrer: z
      .string()
      .nullable()
      .meta({
        description: 'Full URL of the previous page; empty if there was none.',
        examples: ['https://testsite.openreplay.com/'],
      }),
    baseReferrer: z
      .string()
      .nullable()
      .meta({
        description: '`referrer` up to its first `?`.',
        examples: ['https://testsite.openreplay.com/'],
      }),
    domBuildingTime: metricSchema(
      'From the end of the response to the start of the DOMContentLoaded event; at most `domContentLoadedTime - responseEnd`.',
      720,
    ),
    domContentLoadedTime: metricSchema('From navigation start to the end of the DOMContentLoaded event.', 901),
    loadTime: metricSchema(
      'From navigation start to the end of the load event; at least `domContentLoadedTime`.',
      1705,
    ),
    firstPaintTime: metricSchema('From navigation start to the first paint.', 781),
    firstContentfulPaintTime: metricSchema(
      'From navigation start to the first contentful paint; at least `firstPaintTime`.',
      781,
    ),
    speedIndex: metricSchema("The tracker's estimate of how soon the visible page filled.", 1120),
    visuallyComplete: metricSchema('From navigation start until the visible page no longer changed.', 1640),
    timeToInteractive: metricSchema('From navigation start until the page responded to input.', 1490),
    responseTime: metricSchema('From the first to the last byte of the response; at most `responseEnd`.', 6),
    responseEnd: metricSchema('From navigation start to the last byte of the response.', 178),
    ttfb: metricSchema('Time to first byte. Documented, but never set by real servers.', 172),
    value: z.string().meta({ description: 'The same as `path`.', examples: ['/my-account/'] }),
    url: z.string().meta({ description: 'The same as `path`; not a full URL.', examples: ['/my-account/'] }),
    type: z.literal('LOCATION').meta({ description: 'The type of event.', examples: ['LOCATION'] }),
  })
  .meta({
    id: 'LocationEvent',
    title: 'LOCATION event',
    description: 'A page was opened, by a load (metrics set) or by a route change (metrics null).',
  });

/** A click on an element with a label: 5 fields, in wire order (`seed: Example Response`). */
export const clickEventSchema = z
  .object({
    sessionId: sessionIdSchema,
    messageId: messageIdSchema,
    timestamp: timestampSchema,
    label: z
      .string()
      .min(1)
      .meta({
        description: 'Text of the clicked element. A click on an element without a label is not stored.',
        examples: ['Shop'],
      }),
    type: z.literal('CLICK').meta({ description: 'The type of event.', examples: ['CLICK'] }),
  })
  .meta({ id: 'ClickEvent', title: 'CLICK event', description: 'A click on an element with a label.' });

/** A form field was filled in. Not in the document; the mock sends it only on request (`observed: v1`). */
export const inputEventSchema = z
  .object({
    sessionId: sessionIdSchema,
    messageId: messageIdSchema,
    timestamp: timestampSchema,
    label: z
      .string()
      .min(1)
      .meta({ description: 'Name of the form field.', examples: ['Email'] }),
    value: z
      .string()
      .nullable()
      .meta({
        description: 'What was typed; null when masked.',
        examples: ['mickael@openreplay.com'],
      }),
    type: z.literal('INPUT').meta({ description: 'The type of event.', examples: ['INPUT'] }),
  })
  .meta({
    id: 'InputEvent',
    title: 'INPUT event',
    description: 'A form field was filled in. Sent only by servers that record inputs.',
  });

/** One item of the reply, discriminated by `type`. */
export const sessionEventSchema = z
  .discriminatedUnion('type', [locationEventSchema, clickEventSchema, inputEventSchema])
  .meta({
    id: 'SessionEvent',
    title: 'Session event',
    description: 'Something a user did in a session, discriminated by `type`.',
  });

export type LocationEvent = z.infer<typeof locationEventSchema>;
export type ClickEvent = z.infer<typeof clickEventSchema>;
export type InputEvent = z.infer<typeof inputEventSchema>;
export type SessionEvent = z.infer<typeof sessionEventSchema>;
