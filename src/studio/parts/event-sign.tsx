import { areaOf } from '../../look/area.ts';
import { type Kind, OUTLINES } from '../../look/shapes.ts';
import { AREAS } from '../../look/tokens.ts';

/** What an event looks like on a timeline, beside a word for it. */
export function EventSign({ kind, path = '' }: { readonly kind: Kind; readonly path?: string }) {
  const area = kind === 'LOCATION' ? `area-${areaOf(path, AREAS)}` : '';
  return (
    <svg class="timeline sign" width="14" height="14" viewBox="-8.5 -8.5 17 17" aria-hidden="true">
      <g class={`mark ${kind} ${area}`}>
        <path class="outline" d={OUTLINES[kind]} />
      </g>
    </svg>
  );
}
