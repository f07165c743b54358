import { useEffect, useMemo, useState } from 'preact/hooks';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { UserListBox } from './user-list-box.tsx';
import { listAll, listFound } from './user-pages.ts';

const REST_MS = 120;

/** Projects and their users. */
export function UsersPane() {
  const studio = useStudio();
  const { health, route, recordings, api, go } = studio;
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  const [isRecordedOnly, setRecordedOnly] = useState(false);
  const project = route.value.project;
  const projects = health.value?.projects ?? [];
  const isOpen = health.value !== undefined;

  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);

  // recorded events may have added new users
  const pages = useMemo(
    () =>
      project === undefined || !isOpen
        ? undefined
        : search === ''
          ? listAll(api, project, isRecordedOnly)
          : listFound(api, project, search, isRecordedOnly),
    [api, project, search, isRecordedOnly, recordings.value, isOpen],
  );
  useEffect(() => () => pages?.close(), [pages]);

  return (
    <section class="pane users" aria-label="Users">
      <div class="bar">
        <label class="field">
          <span>Project</span>
          <select
            value={project ?? ''}
            onChange={(event) =>
              go({ project: event.currentTarget.value, user: undefined, start: undefined, end: undefined })
            }
          >
            {withStranger(projects, project).map((key) => (
              <option key={key} value={key}>
                {key}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input
            type="checkbox"
            role="switch"
            aria-checked={isRecordedOnly}
            checked={isRecordedOnly}
            onChange={() => setRecordedOnly(!isRecordedOnly)}
          />{' '}
          Recorded only
        </label>
        <label class="field search">
          <span>Search users</span>
          <Icon name="search" />
          <input
            type="search"
            value={text}
            placeholder="Part of a user ID"
            autocomplete="off"
            spellcheck={false}
            maxLength={256}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </div>
      {pages && <UserListBox pages={pages} search={search} />}
    </section>
  );
}

/** A shared link may name a project that this mock does not have; it is still shown. */
function withStranger(projects: readonly string[], project: string | undefined): readonly string[] {
  return project === undefined || projects.includes(project) ? projects : [...projects, project];
}
