import { type Kind, OUTLINES } from '../../look/shapes.ts';

/** The mark of an event on a timeline, next to its label. */
export function EventSign({ kind }: { readonly kind: Kind }) {
  return (
    <svg class="timeline sign" width="14" height="14" viewBox="-8.5 -8.5 17 17" aria-hidden="true">
      <g class={`mark ${kind}`}>
        <path class="outline" d={OUTLINES[kind]} />
      </g>
    </svg>
  );
}
