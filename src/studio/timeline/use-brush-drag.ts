import { useRef } from 'preact/hooks';
import { stepFor, type TimeScale } from '../../look/time-scale.ts';
import { type Grip, isInside, moveEnd, moveWindow, type Window, windowBetween } from './window-change.ts';

/** A press that moves less than this is a click, not a drag, in pixels. */
const LEAST_DRAG = 4;

/** The geometry of a brush, and what it changes. */
interface BrushSurface {
  readonly scale: TimeScale;
  readonly window: Window;
  /** The room at the left of the scale, and its width, in pixels. */
  readonly side: number;
  readonly inner: number;
  readonly onChange: (window: Window) => void;
  /** Called when a press begins and when it ends. */
  readonly onDrag: (isDragged: boolean) => void;
}

type BrushPointer = PointerEvent & { readonly currentTarget: Element };

/**
 * Lets the pointer change a window: a grip moves an end, dragging inside moves it as a whole, elsewhere starts a new
 * one.
 */
export function useBrushDrag({ scale, window, side, inner, onChange, onDrag }: BrushSurface) {
  /** Returns the window for a position of the pointer. */
  const drag = useRef<{ readonly from: number; readonly toWindow: (place: number) => Window } | undefined>(undefined);
  const placeOf = (event: BrushPointer) =>
    (event.clientX - event.currentTarget.getBoundingClientRect().left - side) / inner;
  const round = toRound(scale, inner);
  const toDrag = (from: number, grip: Grip | undefined) => {
    if (grip) return (place: number) => moveEnd(window, grip, round.timeAt(place), scale);
    if (isInside(window, from, scale)) {
      const grabbed = round.timeAt(from);
      return (place: number) => moveWindow(window, (round.timeAt(place) - grabbed) / (scale.end - scale.start), scale);
    }
    return (place: number) => windowBetween(round, from, place);
  };
  const stop = () => {
    drag.current = undefined;
    onDrag(false);
  };
  return {
    onPointerDown(event: BrushPointer) {
      if (event.button !== 0) return;
      const from = placeOf(event);
      drag.current = { from, toWindow: toDrag(from, gripAt(event.target)) };
      onDrag(true);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: BrushPointer) {
      if (!drag.current) return;
      const place = placeOf(event);
      if (Math.abs(place - drag.current.from) * inner >= LEAST_DRAG) onChange(drag.current.toWindow(place));
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}

/** The same scale with round times, as a pixel is too wide to mean a millisecond. */
function toRound(scale: TimeScale, width: number): TimeScale {
  const stepMs = stepFor(scale.end - scale.start, 2 * width);
  return { ...scale, timeAt: (place) => Math.round(scale.timeAt(place) / stepMs) * stepMs };
}

function gripAt(target: EventTarget | null): Grip | undefined {
  const grip = target instanceof Element ? target.closest('[data-grip]')?.getAttribute('data-grip') : undefined;
  return grip === 'start' || grip === 'end' ? grip : undefined;
}
