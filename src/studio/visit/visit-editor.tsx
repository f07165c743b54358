import { useEffect, useMemo, useState } from 'preact/hooks';
import { useStudio } from '../model/studio.ts';
import { Dialog } from '../parts/dialog.tsx';
import { TimeField } from '../parts/time-field.tsx';
import { type Draft, findMistakes, type Step } from './draft.ts';
import { knownPicks } from './known-picks.ts';
import { isRecorded } from './save-visit.ts';
import { StepList } from './step-list.tsx';
import { useSaving } from './use-saving.ts';

/** Editor of a visit from pages and clicks, new or based on a session. */
export function VisitEditor({ draft: given, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const { api, health, view } = useStudio();
  const [draft, setDraft] = useState(given);
  const [isTried, setTried] = useState(false);
  const [replaces, setReplaces] = useState(false);
  const { problems, isSaving, save } = useSaving(onClose);
  const { session } = given;
  const history = view.history.value;
  const picks = useMemo(() => knownPicks(history.is === 'ready' ? history.events : []), [history]);
  const mistakes = isTried ? findMistakes(draft) : new Map<number, string>();

  useEffect(() => {
    if (!session) return;
    isRecorded(api, session.id).then(setReplaces, () => setReplaces(false));
  }, []);

  return (
    <Dialog title={session ? 'Edit a visit' : 'Add a visit'} onClose={onClose} isWide>
      <form
        class="visit"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (event.currentTarget.checkValidity() && findMistakes(draft).size === 0) void save(draft, replaces);
        }}
      >
        {session && !replaces && (
          <p class="hint">
            This session is generated and stays as it is: what you save becomes a new session of the user.
          </p>
        )}
        <div class="pair">
          <UserField draft={draft} isFixed={replaces} isMistaken={mistakes.has(0)} onChange={setDraft} />
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
        <StepList
          steps={draft.steps}
          mistakes={mistakes}
          picks={picks}
          hasInputs={health.value?.inputEvents === true}
          onChange={(steps: readonly Step[]) => setDraft({ ...draft, steps })}
        />
        <Problems problems={problems} />
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

function UserField(props: {
  readonly draft: Draft;
  /** A session that is replaced stays with its user. */
  readonly isFixed: boolean;
  readonly isMistaken: boolean;
  readonly onChange: (draft: Draft) => void;
}) {
  const { draft, isFixed, isMistaken, onChange } = props;
  return (
    <label class="field">
      <span>User ID</span>
      <input
        value={draft.user}
        autocomplete="off"
        spellcheck={false}
        readOnly={isFixed}
        aria-invalid={isMistaken}
        aria-describedby={isMistaken ? 'mistake-0' : undefined}
        onInput={(event) => onChange({ ...draft, user: event.currentTarget.value })}
      />
    </label>
  );
}

function Problems({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="problem" role="alert">
      <p>The mock did not accept it:</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}
