import type { TimeScale } from '../../look/time-scale.ts';

/** The window of a request: both ends are included, one that is undefined is open. */
export interface Window {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** The part of a window that is being moved. */
export type Grip = 'start' | 'end';

/** Returns the window between two positions on a scale, 0 to 1; at an end of the scale it is open. */
export function windowBetween(scale: TimeScale, one: number, other: number): Window {
  const [from, to] = one < other ? [one, other] : [other, one];
  return {
    start: from <= 0 ? undefined : scale.timeAt(from),
    end: to >= 1 ? undefined : scale.timeAt(to),
  };
}

/** Moves one end of a window to a time, not past the other end. */
export function moveEnd(window: Window, grip: Grip, time: number, scale: TimeScale): Window {
  if (grip === 'start') {
    const start = Math.min(time, window.end ?? scale.end);
    return { ...window, start: start <= scale.start ? undefined : start };
  }
  const end = Math.max(time, window.start ?? scale.start);
  return { ...window, end: end >= scale.end ? undefined : end };
}

/** Moves a whole window by a share of a scale, within its ends, keeping its length. */
export function moveWindow(window: Window, by: number, scale: TimeScale): Window {
  const { start = scale.start, end = scale.end } = window;
  const wanted = Math.round(by * (scale.end - scale.start));
  const moved = Math.min(Math.max(wanted, scale.start - start), scale.end - end);
  return { start: start + moved, end: end + moved };
}

/** Whether a position on a scale is inside a window that is not fully open. */
export function isInside({ start, end }: Window, place: number, scale: TimeScale): boolean {
  if (start === undefined && end === undefined) return false;
  const time = scale.timeAt(place);
  return time >= (start ?? scale.start) && time <= (end ?? scale.end);
}

/** Returns the time that a key moves an end of a window to; undefined for any other key. */
export function timeAfterKey(key: string, time: number, scale: TimeScale, isFar: boolean): number | undefined {
  const step = Math.max(1, Math.round((scale.end - scale.start) / (isFar ? 10 : 100)));
  const times: Readonly<Record<string, number>> = {
    ArrowRight: time + step,
    ArrowUp: time + step,
    ArrowLeft: time - step,
    ArrowDown: time - step,
    PageUp: time + 10 * step,
    PageDown: time - 10 * step,
    Home: scale.start,
    End: scale.end,
  };
  const next = times[key];
  return next === undefined ? undefined : Math.min(scale.end, Math.max(scale.start, next));
}
