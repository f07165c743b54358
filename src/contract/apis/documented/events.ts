import type { Item } from '../../reading/item.ts';
import { cut } from '../../wire/cut.ts';

/** A raw event with the fields that identify it; the requirements on replies check the rest. */
export interface WireEvent {
  readonly [name: string]: unknown;
  readonly sessionId: number | string;
  readonly messageId: number;
  readonly timestamp: number;
  readonly type: string;
}

/** Reads the events of a reply body; undefined if it is not a list of identifiable events. */
export function toEvents(body: unknown): WireEvent[] | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  // checked by hand, as a schema would copy each event and report each invalid one: replies may contain millions
  if (!Array.isArray(data) || data.every(isEvent)) return Array.isArray(data) ? data : undefined;
  const events = data.map(withNumbers);
  return events.every(isEvent) ? events : undefined;
}

/** Converts numbers sent as strings, so that the rest can still be judged. */
function withNumbers(item: unknown): unknown {
  if (item === null || typeof item !== 'object') return item;
  const { messageId, timestamp } = item as Readonly<Record<string, unknown>>;
  return { ...item, messageId: toNumber(messageId), timestamp: toNumber(timestamp) };
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
}

function isEvent(item: unknown): item is WireEvent {
  if (item === null || typeof item !== 'object') return false;
  const { sessionId, messageId, timestamp, type } = item as Readonly<Record<string, unknown>>;
  const hasSession = typeof sessionId === 'string' || Number.isFinite(sessionId);
  return hasSession && Number.isFinite(messageId) && Number.isFinite(timestamp) && typeof type === 'string';
}

/** Translates an event into the terms that all APIs share. */
export function toItem(event: WireEvent): Item<WireEvent> {
  return new EventItem(event);
}

const LONGEST_TYPE = 200;

/** Creates its texts lazily, as a reply may contain millions of events. */
class EventItem implements Item<WireEvent> {
  readonly value: WireEvent;

  constructor(event: WireEvent) {
    this.value = event;
  }

  get key(): string {
    return `${this.value.sessionId}/${this.value.messageId}`;
  }

  get time(): number {
    return this.value.timestamp;
  }

  get group(): number | string {
    return this.value.sessionId;
  }

  get type(): string {
    return this.value.type;
  }

  get path(): string | undefined {
    return typeof this.value.path === 'string' ? this.value.path : undefined;
  }

  get name(): string {
    return `${cut(this.type, LONGEST_TYPE)} ${this.value.messageId}`;
  }
}
