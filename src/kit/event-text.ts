import type { RecordedEvent } from './record.ts';

const TEXT = Symbol('JSON text of an event');

type WithText = RecordedEvent & { [TEXT]?: string };

/** Keeps the JSON text that an event was just parsed from, so that it need not be serialised again. */
export function noteText(event: RecordedEvent, text: string): void {
  (event as WithText)[TEXT] = text;
}

/** Returns the JSON text of an event, if it was kept. */
export function knownText(event: RecordedEvent): string | undefined {
  return (event as WithText)[TEXT];
}
