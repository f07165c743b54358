import { kindOf } from '../../look/shapes.ts';
import type { ShownEvent } from '../model/sessions.ts';
import { EventSign } from '../parts/event-sign.tsx';
import { toLoad } from './page-mark.tsx';

/** Says how events are drawn, and how long the longest bar of a load time stands for. */
export function Legend({ events, slowestMs }: { readonly events: readonly ShownEvent[]; readonly slowestMs: number }) {
  const hasOthers = events.some(({ type }) => kindOf(type) === 'other');
  const hasLoads = events.some(({ loadTime }) => typeof loadTime === 'number');
  return (
    <ul class="legend" aria-label="How events are drawn">
      <li>
        <EventSign kind="LOCATION" path="/shop/" /> page, as long as it was open
      </li>
      <li>
        <EventSign kind="CLICK" /> click
      </li>
      {hasOthers && (
        <li>
          <EventSign kind="other" /> input
        </li>
      )}
      {hasLoads && (
        <li>
          <svg class="timeline" width="6" height="14" aria-hidden="true">
            <rect class="load" width="6" height="14" rx="1" />
          </svg>
          load time, {toLoad(slowestMs)} at full height
        </li>
      )}
    </ul>
  );
}
