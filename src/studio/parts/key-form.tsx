import { useState } from 'preact/hooks';

/** Asks for a key. The browser does not store it. */
export function KeyForm(props: {
  readonly label: string;
  readonly hint: string;
  readonly action: string;
  readonly onGive: (key: string) => void;
}) {
  const { label, hint, action, onGive } = props;
  const [text, setText] = useState('');
  return (
    <form
      class="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text === '') return;
        onGive(text);
        setText('');
      }}
    >
      <label class="field">
        <span>{label}</span>
        <input
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit">{action}</button>
      <p class="hint">{hint}</p>
    </form>
  );
}
