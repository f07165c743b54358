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
      <TimeField label="start_date" time={window.start} onChange={(start) => onChange({ ...window, start })} />
      <TimeField label="end_date" time={window.end} onChange={(end) => onChange({ ...window, end })} />
      <button
        type="button"
        class="quiet"
        disabled={isOpen}
        onClick={() => onChange({ start: undefined, end: undefined })}
      >
        All time
      </button>
    </div>
  );
}

function TimeField(props: {
  readonly label: string;
  readonly time: number | undefined;
  readonly onChange: (time: number | undefined) => void;
}) {
  const { label, time, onChange } = props;
  return (
    <label class="field">
      <span>
        {label} <small>UTC</small>
      </span>
      <input
        type="datetime-local"
        step="0.001"
        value={time === undefined ? '' : toFieldText(time)}
        onChange={(event) => onChange(parseFieldText(event.currentTarget.value))}
      />
    </label>
  );
}

/** Writes a time as such a field takes it. */
export function toFieldText(time: number): string {
  return new Date(time).toISOString().slice(0, 23);
}

/** Reads a field's time as UTC; undefined for none, or one before 1970. */
export function parseFieldText(text: string): number | undefined {
  const time = Date.parse(`${text}Z`);
  return time >= 0 ? time : undefined;
}
