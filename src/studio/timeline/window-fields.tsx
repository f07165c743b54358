import { TimeField } from '../parts/time-field.tsx';
import type { Window } from './window-change.ts';

/** The window in numbers: times in UTC to the millisecond, as the request has them. */
export function WindowFields({
  window,
  onChange,
}: {
  readonly window: Window;
  readonly onChange: (window: Window) => void;
}) {
  const isOpen = window.start === undefined && window.end === undefined;
  return (
    <div class="window-fields">
      <TimeField
        label="start_date"
        time={window.start}
        whenEmpty="from the first event"
        onChange={(start) => onChange({ ...window, start })}
      />
      <TimeField
        label="end_date"
        time={window.end}
        whenEmpty="to the last event"
        onChange={(end) => onChange({ ...window, end })}
      />
      <button type="button" disabled={isOpen} onClick={() => onChange({ start: undefined, end: undefined })}>
        All time
      </button>
    </div>
  );
}
