/** A short text or number to fill in. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
  /** An example, or what an empty field means. */
  readonly placeholder?: string;
}) {
  const { label, value, onChange, inputMode = 'text', placeholder = '' } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <input
        inputMode={inputMode}
        placeholder={placeholder}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
