import { useState } from 'preact/hooks';
import { TopBar } from './controls/top-bar.tsx';
import { LinkBanner } from './link-banner.tsx';
import { LogPane } from './log/log-pane.tsx';
import { useStudio } from './model/studio.ts';
import { NoticeLine } from './notice-line.tsx';
import { Tabs } from './parts/tabs.tsx';
import { RequestPane } from './request/request-pane.tsx';
import { SessionsPane } from './timeline/sessions-pane.tsx';
import { UsersPane } from './users/users-pane.tsx';
import type { Draft } from './visit/draft.ts';
import { VisitEditor } from './visit/visit-editor.tsx';

const PANES = ['Users', 'Sessions', 'Request', 'Log'];

/** The whole page: three panes side by side and the log below; on a phone, one of the four at a time. */
export function App() {
  const { route } = useStudio();
  const [chosen, setChosen] = useState(route.value.user === undefined ? 0 : 1);
  const [user, setUser] = useState(route.value.user);
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  // whoever chooses a user wants to see them
  if (route.value.user !== user) {
    setUser(route.value.user);
    setChosen(route.value.user === undefined ? 0 : 1);
  }
  return (
    <>
      <TopBar />
      <LinkBanner />
      <div class="phone-tabs">
        <Tabs label="Parts of the studio" names={PANES} chosen={chosen} onChoose={setChosen} panel="panes" />
      </div>
      <main id="panes" data-pane={PANES[chosen]?.toLowerCase()}>
        <UsersPane />
        <SessionsPane onEdit={setDraft} />
        <RequestPane />
        <LogPane />
      </main>
      <NoticeLine />
      {draft && <VisitEditor draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  );
}
