import { z } from 'zod';
import type { Item } from '../../reading/item.ts';

/** What every event has, whatever its type; the rest is looked at by the requirements on replies. */
const wireEventSchema = z.looseObject({
  sessionId: z.union([z.number(), z.string()]),
  messageId: z.number(),
  timestamp: z.number(),
  type: z.string(),
});

const listSchema = z.object({ data: z.array(wireEventSchema) });

/** An event as it came, with what telling events apart needs. */
export type WireEvent = z.infer<typeof wireEventSchema>;

/** Reads the events of a reply body; undefined where it is no list of events that can be told apart. */
export function toEvents(body: unknown): WireEvent[] | undefined {
  const parsed = listSchema.safeParse(body);
  return parsed.success ? parsed.data.data : undefined;
}

/** Puts an event in the words that all APIs share. */
export function toItem(event: WireEvent): Item<WireEvent> {
  const { sessionId, messageId, timestamp, type, path } = event;
  return {
    key: `${sessionId}/${messageId}`,
    time: timestamp,
    group: sessionId,
    type,
    ...(typeof path === 'string' && { path }),
    name: `${type} ${messageId}`,
    value: event,
  };
}
