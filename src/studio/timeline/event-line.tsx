import { kindOf } from '../../look/shapes.ts';
import { toIso } from '../../look/time-text.ts';
import type { ShownEvent } from '../model/sessions.ts';
import { useStudio } from '../model/studio.ts';
import { visibleText } from '../parts/visible-text.ts';
import { readablePath, toRoundSpan } from './texts.ts';

/** Describes the highlighted event in words. On a phone its JSON is one tap away. */
export function EventLine({ event, since }: { readonly event: ShownEvent; readonly since: number }) {
  const { pane } = useStudio();
  const { type, timestamp, path, label, loadTime } = event;
  const kind = kindOf(type);
  return (
    <p class="event-line" role="status">
      <b class={`type ${kind}`}>{type}</b>
      <span class="what">{path === undefined ? visibleText(label ?? '') : readablePath(path)}</span>
      <span class="when">
        <time dateTime={toIso(timestamp)}>{toIso(timestamp).slice(11, 23)} UTC</time>, +{toRoundSpan(timestamp - since)}
        {typeof loadTime === 'number' && `, loaded in ${loadTime} ms`}
      </span>
      <button
        type="button"
        class="quiet phone-only"
        onClick={() => {
          pane.value = 'request';
        }}
      >
        Show its JSON
      </button>
    </p>
  );
}
