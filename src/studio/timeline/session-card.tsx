import { toIso } from '../../look/time-text.ts';
import type { Session } from '../model/sessions.ts';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { EventLine } from './event-line.tsx';
import { SessionTimeline } from './session-timeline.tsx';
import { toRoundSpan } from './texts.ts';

/** A session with its heading. */
export function SessionCard(props: {
  readonly place: number;
  readonly session: Session;
  readonly width: number;
  readonly onEdit: () => void;
}) {
  const { place, session, width, onEdit } = props;
  const { selected } = useStudio();
  const { events, id, first } = session;
  const start = events[0]?.timestamp ?? 0;
  const last = events.at(-1)?.timestamp ?? start;
  const pages = events.filter(({ type }) => type === 'LOCATION').length;
  const clicks = events.filter(({ type }) => type === 'CLICK').length;
  const others = events.length - pages - clicks;
  const chosen = selected.value === undefined ? undefined : events[selected.value - first];
  return (
    <article class="session" data-session={place} aria-labelledby={`session-${place}`}>
      <header>
        <h3 id={`session-${place}`}>
          <time dateTime={toIso(start)}>{toIso(start).slice(0, 19).replace('T', ' ')} UTC</time>
        </h3>
        <p>
          {[
            toRoundSpan(last - start),
            count(pages, 'page'),
            count(clicks, 'click'),
            ...(others > 0 ? [count(others, 'input')] : []),
          ].join(' · ')}
        </p>
        <code title="sessionId">{id}</code>
        <button type="button" class="quiet square" title="Edit" aria-label={`Edit session ${id}`} onClick={onEdit}>
          <Icon name="edit" />
        </button>
      </header>
      <SessionTimeline
        session={session}
        width={width}
        selected={chosen && selected.value}
        onSelect={(index) => {
          selected.value = index;
        }}
      />
      {chosen && <EventLine event={chosen} since={start} />}
    </article>
  );
}

function count(many: number, name: string): string {
  return `${many} ${name}${many === 1 ? '' : 's'}`;
}
