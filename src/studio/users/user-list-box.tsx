import { useEffect, useState } from 'preact/hooks';
import type { User } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { useRows } from '../rows/use-rows.ts';
import type { UserList, UserPages } from './user-pages.ts';
import { UserRow } from './user-row.tsx';

const ROW_HEIGHT = 46;

/** The users of a project; only visible rows are drawn. */
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
  const onKeyDown = (event: KeyboardEvent) => {
    const isChoice = event.key === 'Enter' || event.key === ' ';
    const next = isChoice ? active : rowAfterKey(event.key, active, { count: list.count, page: rows.page });
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    rows.show(next);
    if (isChoice) choose(list.at(next));
  };
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
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
          aria-activedescendant={active >= from && active < to ? `user-${active}` : undefined}
          onScroll={rows.onScroll}
          onKeyDown={onKeyDown}
        >
          <div class="all" role="presentation" style={{ height: `${rows.height}px` }}>
            <div class="some" role="presentation" style={{ transform: `translateY(${rows.offset}px)` }}>
              {shown.map((row) => (
                <UserRow
                  key={row}
                  row={row}
                  user={list.at(row)}
                  setSize={list.isEndOpen ? -1 : list.count}
                  isActive={row === active}
                  isChosen={list.at(row)?.userId === route.value.user}
                  onPress={() => {
                    setActive(row);
                    choose(list.at(row));
                  }}
                />
              ))}
            </div>
          </div>
        </div>
      )}
      {list.count === 0 && !list.isEndOpen && !list.why && <NobodyFound search={search} />}
    </>
  );
}

/** Returns the row that a key moves to; undefined for any other key. */
function rowAfterKey(
  key: string,
  row: number,
  { count, page }: { readonly count: number; readonly page: number },
): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(Math.max(0, target), count - 1);
}

function NobodyFound({ search }: { readonly search: string }) {
  if (search === '') return <p class="empty">This project has no users yet. Add a visit to record the first.</p>;
  return (
    <p class="empty">No user has “{search}” in their ID. The API answers for any ID: add a visit to record one.</p>
  );
}

function toStatus({ count, total, isEndOpen, why, searched }: UserList, search: string): string {
  if (why !== undefined) return `The users could not be listed. ${why}`;
  const all = total.toLocaleString('en');
  if (search === '') return total === 0 && isEndOpen ? 'Loading users …' : `${all} ${total === 1 ? 'user' : 'users'}`;
  if (!isEndOpen) return `${count.toLocaleString('en')} of ${all} users`;
  const soFar = count === 0 ? 'Searching' : `${count.toLocaleString('en')} found`;
  return `${soFar}, ${Math.floor(searched * 100)} % of ${all} searched`;
}
