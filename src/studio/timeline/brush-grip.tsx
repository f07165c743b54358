import type { TimeScale } from '../../look/time-scale.ts';
import { toIso } from '../../look/time-text.ts';
import { type Grip, moveEnd, timeAfterKey, type Window } from './window-change.ts';

/** An end of the window, movable by pointer or arrow keys. */
export function BrushGrip(props: {
  readonly grip: Grip;
  readonly window: Window;
  readonly scale: TimeScale;
  readonly inner: number;
  readonly height: number;
  readonly onChange: (window: Window) => void;
}) {
  const { grip, window, scale, inner, height, onChange } = props;
  const set = grip === 'start' ? window.start : window.end;
  const time = set ?? (grip === 'start' ? scale.start : scale.end);
  return (
    <g
      class={`grip ${set === undefined ? 'open' : ''}`}
      role="slider"
      tabindex={0}
      transform={`translate(${scale.at(time) * inner} 0)`}
      aria-label={grip === 'start' ? 'Start of the window' : 'End of the window'}
      aria-orientation="horizontal"
      aria-valuemin={scale.start}
      aria-valuemax={scale.end}
      aria-valuenow={Math.min(scale.end, Math.max(scale.start, time))}
      aria-valuetext={set === undefined ? 'open' : toIso(time)}
      data-grip={grip}
      onKeyDown={(event) => {
        const next = timeAfterKey(event.key, time, scale, event.shiftKey);
        if (next === undefined) return;
        event.preventDefault();
        onChange(moveEnd(window, grip, next, scale));
      }}
    >
      <path class="reach" d={`M-9 0H9V${height}H-9Z`} />
      <path class="edge" d={`M0 0V${height}`} />
      <rect class="knob" x="-4.5" y={height / 2 - 11} width="9" height="22" rx="3" />
      <path class="ridge" d={`M-1.25 ${height / 2 - 4}v8M1.25 ${height / 2 - 4}v8`} />
    </g>
  );
}
