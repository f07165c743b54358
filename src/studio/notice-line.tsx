import { useEffect } from 'preact/hooks';
import { useStudio } from './model/studio.ts';
import { Icon } from './parts/icon.tsx';

const SHOWN_MS = 5_000;

/** Shows a message for a while; errors stay until closed. */
export function NoticeLine() {
  const { notice } = useStudio();
  const shown = notice.value;
  useEffect(() => {
    if (!shown || shown.isBad) return;
    const timer = setTimeout(() => {
      notice.value = undefined;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div class="notices" role="status">
      {shown && (
        <p class={shown.isBad ? 'notice bad' : 'notice'}>
          {shown.text}
          <button
            type="button"
            class="quiet square"
            aria-label="Close the message"
            onClick={() => {
              notice.value = undefined;
            }}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
