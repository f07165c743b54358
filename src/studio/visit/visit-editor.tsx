import { useEffect, useMemo, useState } from 'preact/hooks';
import { Refused } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { toWords } from '../model/view.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { TimeField } from '../parts/time-field.tsx';
import { addStep, type Draft, findMistakes, moveStep, type Step, toVisit } from './draft.ts';
import { knownPicks } from './known-picks.ts';
import { isRecorded, replaceVisit } from './save-visit.ts';
import { StepRow } from './step-row.tsx';

/** Lets a visit be put together of pages and clicks, new or from a session. */
export function VisitEditor({ draft: given, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const { api, health, route, view, time, go, notice } = useStudio();
  const [draft, setDraft] = useState(given);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [replaces, setReplaces] = useState(false);
  const project = route.value.project ?? '';
  const { session } = given;
  const history = view.history.value;
  const picks = useMemo(() => knownPicks(history.is === 'ready' ? history.events : []), [history]);
  const mistakes = isTried ? findMistakes(draft) : new Map<number, string>();
  const setSteps = (steps: readonly Step[]) => setDraft({ ...draft, steps });

  useEffect(() => {
    if (session) isRecorded(api, project, given.user, session.id).then(setReplaces, () => setReplaces(false));
  }, []);

  const save = async () => {
    setTried(true);
    if (findMistakes(draft).size > 0) return;
    setSaving(true);
    setProblems([]);
    try {
      const visit = toVisit(draft, project, time.value?.now ?? 0);
      if (session && replaces) await replaceVisit(api, { ...visit, sessionId: Number(session.id) }, session.id);
      else await api.record(visit);
      notice.value = { text: `The visit of ${draft.user} was recorded.`, isBad: false };
      go({ user: draft.user, start: undefined, end: undefined });
      onClose();
    } catch (error) {
      setProblems(error instanceof Refused ? error.reasons : [toWords(error)]);
      setSaving(false);
    }
  };

  return (
    <Dialog title={session ? 'Edit a visit' : 'Add a visit'} onClose={onClose} isWide>
      <form
        class="visit"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (event.currentTarget.checkValidity()) void save();
        }}
      >
        {session && !replaces && (
          <p class="hint">
            This session is generated and stays as it is: what you save becomes a new session of the user.
          </p>
        )}
        <div class="pair">
          <label class="field">
            <span>User ID</span>
            <input
              value={draft.user}
              autocomplete="off"
              spellcheck={false}
              readOnly={replaces}
              aria-invalid={mistakes.has(0)}
              aria-describedby={mistakes.has(0) ? 'mistake-0' : undefined}
              onInput={(event) => setDraft({ ...draft, user: event.currentTarget.value })}
            />
          </label>
          <TimeField
            label="Begins, UTC"
            time={draft.start}
            whenEmpty="when it is recorded"
            onChange={(start) => setDraft({ ...draft, start })}
          />
        </div>
        {mistakes.has(0) && (
          <p class="mistake" id="mistake-0">
            {mistakes.get(0)}
          </p>
        )}
        <ol class="steps" aria-label="Steps of the visit">
          {draft.steps.map((step, index) => (
            <StepRow
              key={step.id}
              step={step}
              index={index}
              isLast={index === draft.steps.length - 1}
              mistake={mistakes.get(step.id)}
              onChange={(next) => setSteps(draft.steps.map((other) => (other.id === step.id ? next : other)))}
              onMove={(by) => setSteps(moveStep(draft.steps, step.id, by))}
              onRemove={() => setSteps(draft.steps.filter(({ id }) => id !== step.id))}
            />
          ))}
        </ol>
        <datalist id="known-paths">
          {picks.paths.map((path) => (
            <option key={path} value={path} />
          ))}
        </datalist>
        <datalist id="known-labels">
          {picks.labels.map((label) => (
            <option key={label} value={label} />
          ))}
        </datalist>
        <div class="buttons">
          <button type="button" onClick={() => setSteps(addStep(draft.steps, 'page', picks.pathAfter(draft.steps)))}>
            <Icon name="plus" /> Page
          </button>
          <button type="button" onClick={() => setSteps(addStep(draft.steps, 'click', picks.labelAfter(draft.steps)))}>
            <Icon name="plus" /> Click
          </button>
          {health.value?.inputEvents && (
            <button type="button" onClick={() => setSteps(addStep(draft.steps, 'input', ''))}>
              <Icon name="plus" /> Field
            </button>
          )}
        </div>
        {problems.length > 0 && (
          <div class="problem" role="alert">
            <p>The mock did not take it:</p>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
        )}
        <footer class="buttons">
          <button type="submit" class="strong" disabled={isSaving}>
            {replaces ? 'Replace the session' : 'Record the visit'}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
