/** Writes a time in epoch ms as people type it: in UTC, to the millisecond. */
export function toTypedTime(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '');
}

/** The last time that a Date can hold, in epoch ms (ECMA-262, 21.4.1.1). */
export const MAX_DATE_MS = 8.64e15;
const DATE = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?Z?$/;

/**
 * Reads a time that was typed: a date, with or without a time of day, in UTC, or epoch ms.
 *
 * @returns epoch ms, undefined for an empty text, `invalid` for anything but a time from 1970 on
 */
export function parseTypedTime(typed: string): number | undefined | 'invalid' {
  const text = typed.trim();
  if (text === '') return undefined;
  if (/^\d{6,16}$/.test(text)) return Number(text) <= MAX_DATE_MS ? Number(text) : 'invalid';
  const [, date, clock = '00:00'] = DATE.exec(text) ?? [];
  const time = date === undefined ? Number.NaN : Date.parse(`${date}T${clock}Z`);
  return time >= 0 ? time : 'invalid';
}
