import { type Kind, OUTLINES } from '../../look/shapes.ts';

/** What an event looks like on a timeline, beside a word for it. */
export function EventSign({ kind }: { readonly kind: Kind }) {
  return (
    <svg class="timeline sign" width="14" height="14" viewBox="-8.5 -8.5 17 17" aria-hidden="true">
      <g class={`mark ${kind}`}>
        <path class="outline" d={OUTLINES[kind]} />
      </g>
    </svg>
  );
}
