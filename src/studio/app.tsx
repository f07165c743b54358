import { useState } from 'preact/hooks';
import { TopBar } from './controls/top-bar.tsx';
import { LinkBanner } from './link-banner.tsx';
import { LogPane } from './log/log-pane.tsx';
import { PANES, useStudio } from './model/studio.ts';
import { NoticeLine } from './notice-line.tsx';
import { Tabs } from './parts/tabs.tsx';
import { RequestPane } from './request/request-pane.tsx';
import { SessionsPane } from './timeline/sessions-pane.tsx';
import { UsersPane } from './users/users-pane.tsx';
import type { Draft } from './visit/draft.ts';
import { VisitEditor } from './visit/visit-editor.tsx';

/** The whole page: three panes side by side and the log below; on a phone, one of the four at a time. */
export function App() {
  const { pane } = useStudio();
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  return (
    <>
      <TopBar />
      <LinkBanner />
      <nav class="phone-tabs" aria-label="Parts of the studio">
        <Tabs
          label="Part that is shown"
          names={['Users', 'Sessions', 'Request', 'Log']}
          chosen={PANES.indexOf(pane.value)}
          onChoose={(index) => {
            pane.value = PANES[index] ?? 'sessions';
          }}
          panel="panes"
        />
      </nav>
      <main id="panes" data-pane={pane.value}>
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
