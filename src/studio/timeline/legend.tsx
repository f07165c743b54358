import { kindOf } from '../../look/shapes.ts';
import type { ShownEvent } from '../model/sessions.ts';
import { EventSign } from '../parts/event-sign.tsx';
import { SLOW_MS, toLoad } from './load-times.ts';

/** Explains how events are drawn. */
export function Legend({ events }: { readonly events: readonly ShownEvent[] }) {
  const hasOthers = events.some(({ type }) => kindOf(type) === 'other');
  const hasLoads = events.some(({ loadTime }) => typeof loadTime === 'number');
  return (
    <ul class="legend" aria-label="How events are drawn">
      <li>
        <EventSign kind="LOCATION" /> page, while it was open
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
        <>
          <li>
            <LoadSign /> load time, relative to the longest of the session
          </li>
          <li>
            <LoadSign isSlow /> over {toLoad(SLOW_MS)}
          </li>
        </>
      )}
    </ul>
  );
}

function LoadSign({ isSlow = false }: { readonly isSlow?: boolean }) {
  return (
    <svg class="timeline" width="6" height="12" aria-hidden="true">
      <rect class={isSlow ? 'load slow' : 'load'} width="6" height="12" rx="1" />
    </svg>
  );
}
