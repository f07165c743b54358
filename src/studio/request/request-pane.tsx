import { useState } from 'preact/hooks';
import { type ShownRequest, toCurl } from '../../api/curl-line.ts';
import { useStudio } from '../model/studio.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { KeyForm } from '../parts/key-form.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { ReplyView } from './reply-view.tsx';
import { toFetch, toTyped } from './request-texts.ts';

const FORMS: readonly { readonly name: string; readonly write: (request: ShownRequest) => string }[] = [
  { name: 'curl', write: (request) => toCurl(request, ' \\\n  ') },
  { name: 'fetch', write: toFetch },
  { name: 'typed client', write: toTyped },
];

/** The request for the current view, and its reply. */
export function RequestPane() {
  const { request, view, key, health, faces, face, go } = useStudio();
  const [chosen, setChosen] = useState(0);
  const shown = request.value;
  const form = FORMS[chosen];
  if (shown === undefined || form === undefined) {
    return (
      <section class="pane request" aria-label="Request">
        <p class="empty">The request for your selection, and its reply, appear here.</p>
      </section>
    );
  }
  const text = form.write(shown);
  const needsKey = health.value?.developmentKey === false;
  return (
    <section class="pane request" aria-label="Request">
      <div class="bar title">
        <h2>Request</h2>
        {faces.value.length > 1 && (
          <label class="face">
            <span>API</span>
            <select value={face.value?.id} onChange={(event) => go({ api: event.currentTarget.value })}>
              {faces.value.map(({ id }) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </select>
          </label>
        )}
        <CopyButton text={() => text} what={`the request as ${form.name}`} />
        <Tabs
          label="Format of the request"
          names={FORMS.map(({ name }) => name)}
          chosen={chosen}
          onChoose={setChosen}
          panel="request-text"
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard */}
      <pre class="code" id="request-text" role="tabpanel" tabIndex={0} aria-label={`Request as ${form.name}`}>
        <code>{text}</code>
      </pre>
      {needsKey && (
        <KeyForm
          label="API key"
          hint="This mock has its own keys. The key stays in the memory of this page."
          action={key.value === '' ? 'Use' : 'Change'}
          onGive={(given) => {
            key.value = given;
          }}
        />
      )}
      <ReplyView answer={view.answer.value} isWaiting={view.isWaiting.value} />
    </section>
  );
}
