import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

const SHOWN_MS = 1_600;

/** Copies a text, and confirms it. */
export function CopyButton(props: {
  readonly text: () => string;
  readonly what: string;
  /** Whether to show only the icon. */
  readonly isShort?: boolean;
}) {
  const { text, what, isShort = false } = props;
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const words = { ready: 'Copy', copied: 'Copied', failed: 'Not allowed' }[state];
  return (
    <button
      type="button"
      class={isShort ? 'quiet square' : 'quiet'}
      aria-label={state === 'ready' ? `Copy ${what}` : words}
      onClick={() =>
        copy(text()).then(
          () => setState('copied'),
          () => setState('failed'),
        )
      }
    >
      <Icon name={state === 'copied' ? 'done' : 'copy'} />
      <span class={isShort ? 'unseen' : ''} aria-live="polite">
        {words}
      </span>
    </button>
  );
}

/** Pages loaded over plain HTTP from another machine have no clipboard access, but can copy a selection. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (!isCopied) throw new Error('The browser does not allow copying.');
}
