import { useStudio } from './model/studio.ts';
import { Dialog } from './parts/dialog.tsx';
import { KeyForm } from './parts/key-form.tsx';

/** Says when the mock went away or lets nobody in, and what can be done. */
export function LinkBanner() {
  const { link } = useStudio();
  const state = link.state.value;
  if (state.is === 'lost') {
    return (
      <div class="banner" role="alert">
        <p>
          <strong>The mock does not answer.</strong> It may have been stopped. What you see is as it last was; the
          studio goes on trying.
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
          <strong>The mock lets this page see nothing.</strong> {state.why}
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
          That key was not the right one.
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
