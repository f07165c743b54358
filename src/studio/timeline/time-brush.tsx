import { useMemo, useRef, useState } from 'preact/hooks';
import { countByRoundTime, type RoundHistogram } from '../../look/histogram.ts';
import { stepFor, ticksOf } from '../../look/time-scale.ts';
import { toIso, toTick } from '../../look/time-text.ts';
import type { ShownEvent } from '../model/sessions.ts';
import { useSize } from '../parts/use-size.ts';
import { BrushGrip } from './brush-grip.tsx';
import { toRoundSpan } from './texts.ts';
import { useBrushDrag } from './use-brush-drag.ts';
import type { Window } from './window-change.ts';

const BARS = 40;
const AXIS = 16;
const SIDE = 9;
const BAR_WIDTH = 7;
const TICK_WIDTH = 110;

/** All events of a user over time; the selected range is the window of the request. */
export function TimeBrush(props: {
  readonly events: readonly ShownEvent[];
  readonly window: Window;
  readonly onChange: (window: Window) => void;
}) {
  const { events, window, onChange } = props;
  const { ref, width } = useSize<HTMLElement>();
  const inner = Math.max(1, width - 2 * SIDE);
  const bins = Math.max(12, Math.floor(inner / BAR_WIDTH));
  const times = useMemo(() => events.map(({ timestamp }) => timestamp), [events]);
  const counted = useMemo(() => countByRoundTime(times, bins), [times, bins]);
  const [isDragged, setDragged] = useState(false);
  const drawn = useRef(counted);
  // the scale under the pointer stays, even if events arrive
  if (!isDragged) drawn.current = counted;
  const histogram = drawn.current;
  const { scale, most } = histogram;
  const drag = useBrushDrag({ scale, window, side: SIDE, inner, onChange, onDrag: setDragged });
  const isOpen = window.start === undefined && window.end === undefined;
  const left = scale.at(window.start ?? scale.start) * inner;
  const right = scale.at(window.end ?? scale.end) * inner;
  const grip = { window, scale, inner, height: BARS, onChange };
  return (
    <figure class="brush" ref={ref}>
      <figcaption>
        <b>Events over time</b>
        <span>Drag to set the window of the request. Times are UTC.</span>
        <small>{`${toRoundSpan(histogram.binMs)} per bar, up to ${most.toLocaleString('en')} ${most === 1 ? 'event' : 'events'}`}</small>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        class="timeline"
        width={width}
        height={BARS + AXIS}
        role="group"
        aria-label={`${events.length} events from ${toIso(Math.min(...ends(times)))} to ${toIso(Math.max(...ends(times)))}`}
        {...drag}
      >
        <g transform={`translate(${SIDE} 0)`}>
          {!isOpen && <rect class="band" x={left} width={Math.max(0, right - left)} height={BARS} />}
          <Bars histogram={histogram} inner={inner} left={left} right={right} />
          <path class="axis" d={`M${-SIDE} ${BARS}H${inner + SIDE}`} />
          <Ticks histogram={histogram} inner={inner} />
          <BrushGrip grip="start" {...grip} />
          <BrushGrip grip="end" {...grip} />
        </g>
      </svg>
    </figure>
  );
}

function Bars(props: {
  readonly histogram: RoundHistogram;
  readonly inner: number;
  readonly left: number;
  readonly right: number;
}) {
  const { histogram, inner, left, right } = props;
  const { counts, most } = histogram;
  const wide = inner / counts.length;
  return counts.map((count, bin) => {
    if (count === 0) return null;
    const high = Math.max(3, (count / most) * (BARS - 4));
    const x = bin * wide;
    const isIn = x + wide >= left && x <= right;
    return (
      <rect
        key={x}
        class={isIn ? 'bar in' : 'bar'}
        x={x + 0.5}
        y={BARS - high}
        width={Math.max(1, wide - 1)}
        height={high}
        rx="1"
      >
        <title>{`${count} ${count === 1 ? 'event' : 'events'}`}</title>
      </rect>
    );
  });
}

function Ticks({ histogram: { scale }, inner }: { readonly histogram: RoundHistogram; readonly inner: number }) {
  const stepMs = stepFor(scale.end - scale.start, Math.max(3, Math.floor(inner / TICK_WIDTH)));
  return ticksOf(scale, stepMs).map((time) => {
    const x = scale.at(time) * inner;
    return (
      <g key={time} class="tick">
        <path d={`M${x} ${BARS}v4`} />
        {inner - x > 62 && (
          <text class="time dim" x={x + 3} y={BARS + 13}>
            {toTick(time, stepMs)}
          </text>
        )}
      </g>
    );
  });
}

function ends(times: readonly number[]): readonly number[] {
  return [times[0] ?? 0, times.at(-1) ?? 0];
}
