import { useMemo, useRef, useState } from 'preact/hooks';
import { countByTime } from '../../look/histogram.ts';
import { stepFor, ticksOf } from '../../look/time-scale.ts';
import { toIso } from '../../look/time-text.ts';
import type { ShownEvent } from '../model/sessions.ts';
import { useSize } from '../parts/use-size.ts';
import { type Grip, moveEnd, timeAfterKey, type Window, windowBetween } from './window-change.ts';

const BARS = 56;
const AXIS = 18;
const SIDE = 9;
const BAR_WIDTH = 7;
/** A press that moves less than this is a press and no drag, in pixels. */
const LEAST_DRAG = 4;

/** All events of a user over time; a range of it is the window of the request. */
export function TimeBrush(props: {
  readonly events: readonly ShownEvent[];
  readonly window: Window;
  readonly onChange: (window: Window) => void;
}) {
  const { events, window, onChange } = props;
  const { ref: box, width } = useSize<HTMLDivElement>();
  const inner = Math.max(1, width - 2 * SIDE);
  const bins = Math.max(12, Math.floor(inner / BAR_WIDTH));
  const { scale, counts, most } = useMemo(
    () =>
      countByTime(
        events.map(({ timestamp }) => timestamp),
        bins,
      ),
    [events, bins],
  );
  const drag = useRef<{ readonly from: number; readonly grip?: Grip } | undefined>(undefined);
  const [isDragging, setDragging] = useState(false);

  const left = scale.at(window.start ?? scale.start) * inner;
  const right = scale.at(window.end ?? scale.end) * inner;
  const placeOf = (event: PointerEvent & { readonly currentTarget: Element }) =>
    (event.clientX - event.currentTarget.getBoundingClientRect().left - SIDE) / inner;
  const spanMs = scale.end - scale.start;
  const stepMs = stepFor(spanMs, Math.max(2, Math.floor(inner / 110)));

  const toGrip = (grip: Grip) => {
    const time = grip === 'start' ? (window.start ?? scale.start) : (window.end ?? scale.end);
    const x = grip === 'start' ? left : right;
    return (
      <g
        class="grip"
        role="slider"
        tabIndex={0}
        transform={`translate(${x} 0)`}
        aria-label={grip === 'start' ? 'Start of the window' : 'End of the window'}
        aria-orientation="horizontal"
        aria-valuemin={scale.start}
        aria-valuemax={scale.end}
        aria-valuenow={Math.min(scale.end, Math.max(scale.start, time))}
        aria-valuetext={(grip === 'start' ? window.start : window.end) === undefined ? 'open' : toIso(time)}
        data-grip={grip}
        onKeyDown={(event) => {
          const next = timeAfterKey(event.key, time, scale, event.shiftKey);
          if (next === undefined) return;
          event.preventDefault();
          onChange(moveEnd(window, grip, next, scale));
        }}
      >
        <path class="reach" d={`M-8 0H8V${BARS}H-8Z`} />
        <path class="edge" d={`M0 0V${BARS}`} />
        <path class="knob" d={`M-4 ${BARS / 2 - 10}h8v20h-8z`} />
      </g>
    );
  };

  return (
    <div class="brush" ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        class={`timeline ${isDragging ? 'dragging' : ''}`}
        width={width}
        height={BARS + AXIS}
        role="group"
        aria-label={`${events.length} events from ${toIso(scale.start)} to ${toIso(scale.end)}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          const target = event.target instanceof Element ? event.target.closest('[data-grip]') : null;
          const grip = target?.getAttribute('data-grip');
          drag.current = { from: placeOf(event), ...((grip === 'start' || grip === 'end') && { grip }) };
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
        }}
        onPointerMove={(event) => {
          if (!drag.current) return;
          const { from, grip } = drag.current;
          const place = placeOf(event);
          if (Math.abs(place - from) * inner < LEAST_DRAG) return;
          onChange(grip ? moveEnd(window, grip, scale.timeAt(place), scale) : windowBetween(scale, from, place));
        }}
        onPointerUp={() => {
          drag.current = undefined;
          setDragging(false);
        }}
        onPointerCancel={() => {
          drag.current = undefined;
          setDragging(false);
        }}
      >
        <g transform={`translate(${SIDE} 0)`}>
          <rect class="band" x={left} width={Math.max(0, right - left)} height={BARS} />
          {counts.map((count, bin) => {
            if (count === 0) return undefined;
            const high = Math.max(3, (count / most) * (BARS - 6));
            const x = (bin / bins) * inner;
            const middle = x + inner / bins / 2;
            const isInside = middle >= left && middle <= right;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its index
              <rect
                key={bin}
                class={isInside ? 'bar in' : 'bar'}
                x={x}
                y={BARS - high}
                width={Math.max(1, inner / bins - 1)}
                height={high}
              >
                <title>{`${count} ${count === 1 ? 'event' : 'events'}`}</title>
              </rect>
            );
          })}
          <path class="axis" d={`M0 ${BARS}H${inner}`} />
          {ticksOf(scale, stepMs).map((time) => {
            const x = scale.at(time) * inner;
            return (
              <g key={time} class="tick" aria-hidden="true">
                <path d={`M${x} ${BARS}v4`} />
                {inner - x > 62 && (
                  <text class="time dim" x={x + 3} y={BARS + 14}>
                    {toTick(time, stepMs)}
                  </text>
                )}
              </g>
            );
          })}
          {toGrip('start')}
          {toGrip('end')}
        </g>
      </svg>
    </div>
  );
}

function toTick(time: number, stepMs: number): string {
  const iso = toIso(time);
  if (stepMs >= 86_400_000) return iso.slice(0, 10);
  return stepMs >= 60_000 ? iso.slice(5, 16).replace('T', ' ') : iso.slice(11, stepMs >= 1_000 ? 19 : 23);
}
