import { useStudio } from './model/studio.ts';
import { Dialog } from './parts/dialog.tsx';
import { KeyForm } from './parts/key-form.tsx';

/** Says when the mock is unreachable or denies access, and what to do. */
export function LinkBanner() {
  const { link } = useStudio();
  const state = link.state.value;
  if (state.is === 'lost') {
    return (
      <div class="banner" role="alert">
        <p>
          <strong>The mock does not answer.</strong> It may have been stopped. You see its last known state; the studio
          keeps retrying.
        </p>
        <button type="button" onClick={link.retry}>
          Try now
        </button>
      </div>
    );
  }
  if (state.is === 'refused') {
    return (
      <div class="banner" role="alert">
        <p>
          <strong>The mock denies this page access.</strong> {state.why}
        </p>
        <button type="button" onClick={link.retry}>
          Try again
        </button>
      </div>
    );
  }
  if (state.is !== 'locked') return null;
  return (
    <Dialog title="Control key">
      {state.wasWrong && (
        <p class="problem" role="alert">
          That key is wrong.
        </p>
      )}
      <KeyForm
        label="Control key"
        hint="This mock was started with --control-key. The key stays in the memory of this page."
        action="Unlock"
        onGive={link.unlock}
      />
    </Dialog>
  );
}
