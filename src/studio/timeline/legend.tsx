import { kindOf, OUTLINES } from '../../look/shapes.ts';
import type { ShownEvent } from '../model/sessions.ts';
import { toLoad } from './page-mark.tsx';

/** Says how events are drawn, and how long the longest bar of a load time stands for. */
export function Legend({ events, slowestMs }: { readonly events: readonly ShownEvent[]; readonly slowestMs: number }) {
  const hasOthers = events.some(({ type }) => kindOf(type) === 'other');
  const hasLoads = events.some(({ loadTime }) => typeof loadTime === 'number');
  return (
    <ul class="legend" aria-label="How events are drawn">
      <li>
        <svg class="timeline" width="30" height="14" aria-hidden="true">
          <rect class="area-0" width="16" height="14" rx="3" />
          <rect class="area-1" x="17.5" width="12" height="14" rx="3" />
        </svg>
        page, as long as it was open
      </li>
      <li>
        <Mark kind="CLICK" />
        click
      </li>
      {hasOthers && (
        <li>
          <Mark kind="other" />
          input
        </li>
      )}
      {hasLoads && (
        <li>
          <svg class="timeline" width="8" height="14" aria-hidden="true">
            <rect class="load" x="1" width="6" height="14" rx="1" />
          </svg>
          load time, {toLoad(slowestMs)} at full height
        </li>
      )}
    </ul>
  );
}

function Mark({ kind }: { readonly kind: 'CLICK' | 'other' }) {
  return (
    <svg class="timeline" width="14" height="14" viewBox="-8.5 -8.5 17 17" aria-hidden="true">
      <g class={`mark ${kind}`}>
        <path class="outline" d={OUTLINES[kind]} />
      </g>
    </svg>
  );
}
