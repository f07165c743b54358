import { useEffect, useId, useState } from 'preact/hooks';
import { parseTypedTime, toTypedTime } from './typed-time.ts';

const EXPECTED = 'A time such as 2026-01-31 09:30:00, in UTC, or in epoch ms.';

/** A field for a point in time, reported when complete: on Enter, or when the field loses focus. */
export function TimeField(props: {
  readonly label: string;
  readonly time: number | undefined;
  /** What an empty field means. */
  readonly whenEmpty: string;
  readonly onChange: (time: number | undefined) => void;
}) {
  const { label, time, whenEmpty, onChange } = props;
  const given = time === undefined ? '' : toTypedTime(time);
  const [text, setText] = useState(given);
  const [isInvalid, setInvalid] = useState(false);
  const mistake = useId();
  useEffect(() => {
    setText(given);
    setInvalid(false);
  }, [given]);

  const report = (field: HTMLInputElement) => {
    const typed = parseTypedTime(text);
    setInvalid(typed === 'invalid');
    // lets a surrounding form see that it is invalid
    field.setCustomValidity(typed === 'invalid' ? EXPECTED : '');
    if (typed === 'invalid') return;
    setText(typed === undefined ? '' : toTypedTime(typed));
    if (typed !== time) onChange(typed);
  };
  return (
    <label class="field time">
      <span>{label}</span>
      <input
        value={text}
        placeholder={whenEmpty}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? mistake : undefined}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={(event) => report(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') report(event.currentTarget);
        }}
      />
      {isInvalid && (
        <em class="mistake" id={mistake}>
          {EXPECTED}
        </em>
      )}
    </label>
  );
}
