import type { RecordedEvent } from './record.ts';

const TEXT = Symbol('JSON text of an event');

type WithText = RecordedEvent & { [TEXT]?: string };

/** Notes the JSON text that an event was just read from, so that it need not be written once more. */
export function noteText(event: RecordedEvent, text: string): void {
  (event as WithText)[TEXT] = text;
}

/** Gives the JSON text of an event, where it was noted. */
export function knownText(event: RecordedEvent): string | undefined {
  return (event as WithText)[TEXT];
}
