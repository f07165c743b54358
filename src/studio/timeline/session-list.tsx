import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ShownEvent, toSessions } from '../model/sessions.ts';
import { useStudio } from '../model/studio.ts';
import { useSize } from '../parts/use-size.ts';
import { type Draft, toDraft } from '../visit/draft.ts';
import { Legend } from './legend.tsx';
import { SessionCard } from './session-card.tsx';

const AT_ONCE = 20;

/** The sessions of a reply as timelines, those first that come first. */
export function SessionList(props: {
  readonly user: string;
  readonly events: readonly ShownEvent[];
  readonly onEdit: (draft: Draft) => void;
}) {
  const { user, events, onEdit } = props;
  const { selected } = useStudio();
  const { ref, width } = useSize<HTMLDivElement>();
  const list = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(AT_ONCE);
  const sessions = useMemo(() => toSessions(events), [events]);
  const slowestMs = useMemo(
    () => events.reduce((slowest, { loadTime }) => Math.max(slowest, loadTime ?? 0), 1),
    [events],
  );
  const chosen = selected.value;
  const chosenSession = chosen === undefined ? -1 : sessions.findLastIndex(({ first }) => first <= chosen);

  useEffect(() => setMost(AT_ONCE), [user]);
  useEffect(() => {
    if (chosenSession >= most) setMost(chosenSession + AT_ONCE);
    list.current?.querySelector(`[data-session="${chosenSession}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenSession, most]);

  return (
    <div class="list" ref={list}>
      {events.length > 0 && <Legend events={events} slowestMs={slowestMs} />}
      <div ref={ref}>
        {width > 0 &&
          sessions
            .slice(0, most)
            .map((session, index) => (
              <SessionCard
                key={`${session.id}-${session.first}`}
                place={index}
                session={session}
                width={width - CARD_PADDING}
                slowestMs={slowestMs}
                onEdit={() => onEdit(toDraft(user, session))}
              />
            ))}
      </div>
      {sessions.length > most && (
        <button type="button" class="more" onClick={() => setMost(most + AT_ONCE)}>
          Show {Math.min(AT_ONCE, sessions.length - most)} more of {sessions.length} sessions
        </button>
      )}
    </div>
  );
}

/** What a card takes of the width at its two sides, in pixels. */
const CARD_PADDING = 26;
