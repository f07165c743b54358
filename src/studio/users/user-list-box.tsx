import { useEffect, useState } from 'preact/hooks';
import { DOCUMENTED_USER_ID } from '../../schema/documented.ts';
import type { User } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { useRows } from '../rows/use-rows.ts';
import type { UserList, UserPages } from './user-pages.ts';

const ROW_HEIGHT = 46;

/** The users of a project: only those rows are drawn that are seen. */
export function UserListBox({ pages, search }: { readonly pages: UserPages; readonly search: string }) {
  const { route, go } = useStudio();
  const list = pages.list.value;
  const rows = useRows(list.count, ROW_HEIGHT);
  const [active, setActive] = useState(0);
  const { from, to } = rows;
  useEffect(() => pages.see(from, to), [pages, from, to]);
  useEffect(() => {
    setActive(0);
    rows.show(0);
  }, [search]);

  const choose = (user: User | undefined) => {
    if (user) go({ user: user.userId, start: undefined, end: undefined });
  };
  const move = (row: number) => {
    const next = Math.min(Math.max(0, row), list.count - 1);
    setActive(next);
    rows.show(next);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + rows.page),
    PageUp: () => move(active - rows.page),
    Home: () => move(0),
    End: () => move(list.count - 1),
    Enter: () => choose(list.at(active)),
    ' ': () => choose(list.at(active)),
  };
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  const isActiveShown = active >= from && active < to;
  return (
    <>
      <p class="count" role="status">
        {toStatus(list, search)}
      </p>
      {list.count > 0 && (
        <div
          class="rows"
          ref={rows.box.ref}
          role="listbox"
          aria-label="Users"
          tabIndex={0}
          aria-activedescendant={isActiveShown ? `user-${active}` : undefined}
          onScroll={rows.onScroll}
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (!act) return;
            event.preventDefault();
            act();
          }}
        >
          <div class="all" role="presentation" style={{ height: `${rows.height}px` }}>
            <div class="some" role="presentation" style={{ transform: `translateY(${rows.offset}px)` }}>
              {shown.map((row) => {
                const user = list.at(row);
                return (
                  // biome-ignore lint/a11y/useFocusableInteractive: the focus stays with the list, which has the keys
                  // biome-ignore lint/a11y/useKeyWithClickEvents: see above
                  <div
                    key={row}
                    id={`user-${row}`}
                    role="option"
                    class={`user ${row === active ? 'active' : ''}`}
                    aria-selected={user !== undefined && user.userId === route.value.user}
                    aria-posinset={row + 1}
                    aria-setsize={list.isEndOpen ? -1 : list.count}
                    title={user?.userId}
                    onClick={() => {
                      setActive(row);
                      choose(user);
                    }}
                  >
                    {user ? <UserRow user={user} /> : <LoadingRow />}
                  </div>
                );
              })}
            </div>
          </div>
        </div>
      )}
      {list.count === 0 && !list.isEndOpen && !list.why && <NobodyFound search={search} />}
    </>
  );
}

function UserRow({ user: { userId, kind, recordedEvents } }: { readonly user: User }) {
  return (
    <>
      <span class="id">{userId}</span>
      <span class="about">
        <span>{kind ?? (userId === DOCUMENTED_USER_ID ? 'of the documentation' : 'recorded only')}</span>
        {recordedEvents > 0 && <span class="tag">{recordedEvents} recorded</span>}
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

function NobodyFound({ search }: { readonly search: string }) {
  if (search === '') return <p class="empty">This project has no users yet. Add a visit to record the first.</p>;
  return <p class="empty">Nobody has “{search}” in their ID. The API answers for any ID: add a visit to record one.</p>;
}

function toStatus({ count, total, isEndOpen, why, searched }: UserList, search: string): string {
  if (why !== undefined) return `The users could not be listed. ${why}`;
  const all = total.toLocaleString('en');
  if (search === '') return total === 0 && isEndOpen ? 'Loading users …' : `${all} ${total === 1 ? 'user' : 'users'}`;
  if (!isEndOpen) return `${count.toLocaleString('en')} of ${all} users`;
  const soFar = count === 0 ? 'Searching' : `${count.toLocaleString('en')} found`;
  return `${soFar}, ${Math.floor(searched * 100)} % of ${all} searched`;
}
