import { useStudio } from '../model/studio.ts';

/** Says why there are no timelines after a refusal or a broken reply. */
export function AnswerProblem() {
  const { view, scenarios, faults, reload } = useStudio();
  const answer = view.answer.value;
  if (answer.is === 'no key') {
    return (
      <div class="empty">
        <h3>A key is needed</h3>
        <p>This mock has its own keys. Enter one next to the request; it stays in the memory of this page.</p>
      </div>
    );
  }
  if (answer.is === 'none' || (answer.is === 'answered' && answer.content)) return null;
  const on = scenarios.value.filter(({ isOn }) => isOn).map(({ name }) => name);
  const set = faults.value.length;
  const causes = [
    ...on.map((name) => `the scenario ${name}`),
    ...(set > 0 ? [`${set} ${set === 1 ? 'fault' : 'faults'}`] : []),
  ];
  return (
    <div class="problem" role="alert">
      <h3>{answer.is === 'answered' ? toTitle(answer.reply.status) : 'The reply broke off'}</h3>
      <p>{answer.is === 'answered' ? toReason(answer.reply.text) : 'why' in answer ? answer.why : ''}</p>
      {causes.length > 0 && <p>{`Currently switched on: ${causes.join(', ')}.`}</p>}
      <button type="button" onClick={reload}>
        Send it again
      </button>
    </div>
  );
}

function toTitle(status: number): string {
  return status === 200 ? 'The reply is incomplete' : `The API refused with status ${status}`;
}

function toReason(text: string): string {
  try {
    // any JSON; null throws and is caught
    const { errors, error, detail } = JSON.parse(text) as { errors?: unknown; error?: unknown; detail?: unknown };
    if (Array.isArray(errors)) return errors.join(' ');
    const words = error ?? detail;
    if (words !== undefined) return typeof words === 'string' ? words : JSON.stringify(words);
  } catch {
    // explained below
  }
  return text === '' ? 'The reply has no body.' : 'This is not a valid reply of the API. It is shown with the request.';
}
