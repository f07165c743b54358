import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type ShownEvent, toSessions } from '../model/sessions.ts';
import { useStudio } from '../model/studio.ts';
import { usePortion } from '../parts/use-portion.ts';
import { useSize } from '../parts/use-size.ts';
import { type Draft, toDraft } from '../visit/draft.ts';
import { Legend } from './legend.tsx';
import { SessionCard } from './session-card.tsx';
import { useNews } from './use-news.ts';

const AT_ONCE = 10;
/** The horizontal padding of a card, both sides together, in pixels. */
const CARD_PADDING = 26;

/** The sessions of a reply as timelines: the first of them, or those around the selected one. */
export function SessionList(props: {
  readonly user: string;
  readonly events: readonly ShownEvent[];
  /** Whether the list starts with the last session. */
  readonly isNewestFirst: boolean;
  readonly onEdit: (draft: Draft) => void;
}) {
  const { user, events, isNewestFirst, onEdit } = props;
  const { selected, route } = useStudio();
  const { start, end } = route.value;
  const { ref, width } = useSize<HTMLDivElement>();
  const list = useRef<HTMLDivElement>(null);
  const sessions = useMemo(() => {
    const inOrder = toSessions(events);
    return isNewestFirst ? inOrder.reverse() : inOrder;
  }, [events, isNewestFirst]);
  const chosen = selected.value;
  const chosenSession =
    chosen === undefined
      ? -1
      : sessions.findIndex(({ first, events: { length } }) => first <= chosen && chosen < first + length);
  const { unseen, toTop } = useNews(list, sessions.length);
  const portion = usePortion(sessions.length, AT_ONCE);
  const { from, to, earlier, later } = portion;

  useEffect(() => {
    portion.restart();
    toTop();
  }, [user, start, end, isNewestFirst]);
  useEffect(() => {
    if (chosenSession >= 0) portion.show(chosenSession);
    list.current?.querySelector(`[data-session="${chosenSession}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenSession, from, to]);

  return (
    <div class="list" ref={list}>
      {isNewestFirst && unseen > 0 && (
        <button type="button" class="news strong" onClick={toTop}>
          {`${unseen} new ${unseen === 1 ? 'session' : 'sessions'}: jump to the newest`}
        </button>
      )}
      {events.length > 0 && <Legend events={events} />}
      {earlier > 0 && (
        <button type="button" class="more" onClick={portion.showEarlier}>
          {`Show ${earlier} ${isNewestFirst ? 'later' : 'earlier'} of ${sessions.length} sessions`}
        </button>
      )}
      <div ref={ref}>
        {width > 0 &&
          sessions
            .slice(from, to)
            .map((session, index) => (
              <SessionCard
                key={`${session.id}-${session.first}`}
                place={from + index}
                session={session}
                width={width - CARD_PADDING}
                onEdit={() => onEdit(toDraft(user, session))}
              />
            ))}
      </div>
      {later > 0 && (
        <button type="button" class="more" onClick={portion.showLater}>
          {`Show ${later} more of ${sessions.length} sessions`}
        </button>
      )}
    </div>
  );
}
