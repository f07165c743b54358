import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { type Draft, toDraft } from '../visit/draft.ts';
import { AnswerProblem } from './answer-problem.tsx';
import { SessionList } from './session-list.tsx';
import { TimeBrush } from './time-brush.tsx';
import { WindowFields } from './window-fields.tsx';

/** A user's events: the histogram of all, and the sessions of the reply as timelines. */
export function SessionsPane({ onEdit }: { readonly onEdit: (draft: Draft) => void }) {
  const { route, view, face, go, isNewestFirst } = useStudio();
  const { user, start, end } = route.value;
  const history = view.history.value;
  if (user === undefined) return <NobodyChosen onEdit={onEdit} />;
  const events = view.events.value;
  const isWindow = start !== undefined || end !== undefined;
  const all = history.is === 'ready' ? history.events : undefined;
  return (
    <section class="pane sessions" aria-label="Sessions" aria-busy={view.isWaiting.value}>
      <div class="bar title">
        <div>
          <h2 title={visibleText(user)}>{visibleText(user)}</h2>
          <p class="count" role="status">
            {events &&
              toStatus(
                new Set(events.map(({ sessionId }) => sessionId)).size,
                events.length,
                isWindow ? all?.length : undefined,
              )}
          </p>
        </div>
        <button
          type="button"
          class="quiet"
          aria-pressed={isNewestFirst.value}
          onClick={() => {
            isNewestFirst.value = !isNewestFirst.value;
          }}
        >
          Newest first
        </button>
        <AddVisit onPress={() => onEdit(toDraft(user))} />
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
      <div class="scroll" data-waiting={view.isWaiting.value}>
        <AnswerProblem />
        {events && !face.value?.listsEvents && (
          <p class="hint summed">
            {`${face.value?.id} returns a summary of each session. The events drawn here come from the mock, not from this reply.`}
          </p>
        )}
        {events && <SessionList user={user} events={events} isNewestFirst={isNewestFirst.value} onEdit={onEdit} />}
        {events?.length === 0 && all !== undefined && (
          <NoEvents elsewhere={all.length} onShowAll={() => go({ start: undefined, end: undefined })} />
        )}
      </div>
    </section>
  );
}

function NobodyChosen({ onEdit }: { readonly onEdit: (draft: Draft) => void }) {
  return (
    <section class="pane sessions" aria-label="Sessions">
      <div class="empty">
        <h2>No user selected yet</h2>
        <p>Choose a user to see what the API returns for them, or add a visit of a new one.</p>
        <AddVisit onPress={() => onEdit(toDraft(''))} />
      </div>
    </section>
  );
}

function AddVisit({ onPress }: { readonly onPress: () => void }) {
  return (
    <button type="button" class="strong" onClick={onPress}>
      <Icon name="plus" /> Add a visit
    </button>
  );
}

function NoEvents({ elsewhere, onShowAll }: { readonly elsewhere: number; readonly onShowAll: () => void }) {
  if (elsewhere > 0) {
    return (
      <div class="empty">
        <h3>No events in this window</h3>
        <p>{`The user has ${elsewhere} events at other times.`}</p>
        <button type="button" onClick={onShowAll}>
          Show all time
        </button>
      </div>
    );
  }
  return (
    <div class="empty">
      <h3>No events at all</h3>
      <p>
        The API answers with an empty list: nothing is generated or recorded for this user. Add a visit, or see whether
        a scenario hides their events.
      </p>
    </div>
  );
}

function toStatus(sessions: number, shown: number, all: number | undefined): string {
  const counted = `${toCount(sessions, 'session')}, ${toCount(shown, 'event')}`;
  return all === undefined || all <= shown ? counted : `${counted} of ${all.toLocaleString('en')}`;
}

function toCount(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
