import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toSessions } from '../model/sessions.ts';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { useSize } from '../parts/use-size.ts';
import { type Draft, toDraft } from '../visit/draft.ts';
import { AnswerProblem } from './answer-problem.tsx';
import { SessionCard } from './session-card.tsx';
import { TimeBrush } from './time-brush.tsx';
import { WindowFields } from './window-fields.tsx';

const AT_ONCE = 20;

/** What a user did: the histogram of all, and the sessions of the reply as timelines. */
export function SessionsPane({ onEdit }: { readonly onEdit: (draft: Draft) => void }) {
  const studio = useStudio();
  const { route, view, selected, go } = studio;
  const { user, start, end } = route.value;
  const { ref: box, width } = useSize<HTMLDivElement>();
  const [most, setMost] = useState(AT_ONCE);
  const list = useRef<HTMLDivElement>(null);
  const history = view.history.value;
  const answer = view.answer.value;
  const events = answer.is === 'answered' ? answer.events : undefined;
  const sessions = useMemo(() => toSessions(events ?? []), [events]);
  const slowestMs = useMemo(
    () => (events ?? []).reduce((slowest, { loadTime }) => Math.max(slowest, loadTime ?? 0), 1),
    [events],
  );
  const chosen = selected.value;
  const chosenSession = chosen === undefined ? -1 : sessions.findLastIndex(({ first }) => first <= chosen);

  useEffect(() => setMost(AT_ONCE), [user]);
  useEffect(() => {
    if (chosenSession >= most) setMost(chosenSession + AT_ONCE);
  }, [chosenSession, most]);
  useEffect(() => {
    list.current?.querySelector(`[data-session="${chosenSession}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenSession, most]);

  if (user === undefined) {
    return (
      <section class="pane sessions" aria-label="Sessions">
        <div class="empty">
          <h2>Nobody is chosen yet</h2>
          <p>Choose a user to see what the API tells about them, or add a visit of somebody new.</p>
          <button type="button" onClick={() => onEdit(toDraft(''))}>
            <Icon name="plus" /> Add a visit
          </button>
        </div>
      </section>
    );
  }
  const all = history.is === 'ready' ? history.events : undefined;
  return (
    <section class="pane sessions" aria-label="Sessions" aria-busy={view.isWaiting.value}>
      <div class="bar title">
        <div>
          <h2 title={user}>{user}</h2>
          <p class="count" role="status">
            {events === undefined ? '' : toStatus(sessions.length, events.length, all?.length)}
          </p>
        </div>
        <button type="button" onClick={() => onEdit(toDraft(user))}>
          <Icon name="plus" /> Add a visit
        </button>
      </div>
      {all !== undefined && all.length > 0 && (
        <div class="window">
          <TimeBrush events={all} window={{ start, end }} onChange={go} />
          <WindowFields window={{ start, end }} onChange={go} />
        </div>
      )}
      {history.is === 'failed' && (
        <p class="problem" role="alert">{`The events could not be listed. ${history.why}`}</p>
      )}
      <div class="scroll" ref={list} data-waiting={view.isWaiting.value}>
        <div ref={box}>
          <AnswerProblem />
          {width > 0 &&
            sessions
              .slice(0, most)
              .map((session, index) => (
                <SessionCard
                  key={`${session.id}-${session.first}`}
                  place={index}
                  session={session}
                  width={width}
                  slowestMs={slowestMs}
                  onEdit={() => onEdit(toDraft(user, session))}
                />
              ))}
          {sessions.length > most && (
            <button type="button" class="more" onClick={() => setMost(most + AT_ONCE)}>
              Show {Math.min(AT_ONCE, sessions.length - most)} more of {sessions.length} sessions
            </button>
          )}
          {events?.length === 0 && all !== undefined && (
            <div class="empty">
              <h3>{all.length === 0 ? 'No events at all' : 'No events in this window'}</h3>
              <p>
                {all.length === 0
                  ? 'The API answers with an empty list: nothing is generated or recorded for this user. Add a visit, or see whether a scenario hides their events.'
                  : `The user has ${all.length} events at other times.`}
              </p>
              {all.length > 0 && (
                <button type="button" onClick={() => go({ start: undefined, end: undefined })}>
                  Show all time
                </button>
              )}
            </div>
          )}
        </div>
      </div>
    </section>
  );
}

function toStatus(sessions: number, shown: number, all: number | undefined): string {
  const counted = `${sessions} ${sessions === 1 ? 'session' : 'sessions'}, ${shown} ${shown === 1 ? 'event' : 'events'}`;
  return all === undefined || all === shown ? counted : `${counted} of ${all}`;
}
