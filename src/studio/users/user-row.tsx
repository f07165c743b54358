import { DOCUMENTED_USER_ID } from '../../api/documented/events.ts';
import type { User } from '../api.ts';
import { visibleText } from '../parts/visible-text.ts';

/** A row of the list of users; the user may not be known yet. */
export function UserRow(props: {
  readonly row: number;
  readonly user: User | undefined;
  /** How many rows there are; -1 while unknown. */
  readonly setSize: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onPress: () => void;
}) {
  const { row, user, setSize, isActive, isChosen, onPress } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list, which handles the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={`user-${row}`}
      role="option"
      class={`user ${isActive ? 'active' : ''}`}
      aria-selected={isChosen}
      aria-posinset={row + 1}
      aria-setsize={setSize}
      title={user && [visibleText(user.userId), user.summary ?? ''].join('\n').trim()}
      onClick={onPress}
    >
      {user ? <UserFacts user={user} /> : <LoadingRow />}
    </div>
  );
}

function UserFacts({ user: { userId, kind, summary, recordedEvents } }: { readonly user: User }) {
  const origin = userId === DOCUMENTED_USER_ID ? 'of the documentation' : 'recorded only';
  return (
    <>
      <span class="id">{visibleText(userId)}</span>
      <span class="about">
        <span class="kind">
          {kind ?? origin}
          {summary !== null && summary !== kind && `: ${summary}`}
        </span>
        {recordedEvents > 0 && <span class="tag">{recordedEvents.toLocaleString('en')} recorded</span>}
      </span>
    </>
  );
}

function LoadingRow() {
  return (
    <span class="loading-row">
      <span class="unseen">Loading</span>
    </span>
  );
}
