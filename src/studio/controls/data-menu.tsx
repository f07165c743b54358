import { useRef } from 'preact/hooks';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';

const FILE_NAME = 'openreplay-kit-snapshot.json';
/** How long a browser may take to start saving a file. */
const SAVE_MS = 30_000;

/** Recorded data: saves, restores and resets it. */
export function DataMenu() {
  const { api, act, health } = useStudio();
  const file = useRef<HTMLInputElement>(null);
  const recorded = health.value?.recordedEvents ?? 0;
  return (
    <Menu label="Data" title="Recorded data">
      {(close) => (
        <>
          <p class="hint">{`${recorded.toLocaleString('en')} recorded ${recorded === 1 ? 'event' : 'events'}, besides the generated data.`}</p>
          <div class="column">
            <button
              type="button"
              onClick={() => act('The snapshot was saved.', async () => save(await api.snapshot())).then(close)}
            >
              <Icon name="save" /> Save a snapshot
            </button>
            <button type="button" onClick={() => file.current?.click()}>
              <Icon name="open" /> Open a snapshot
            </button>
            <input
              ref={file}
              type="file"
              accept="application/json,.json"
              aria-label="Snapshot file"
              hidden
              onChange={(event) => {
                const field = event.currentTarget;
                const chosen = field.files?.[0];
                if (!chosen) return;
                void act('The snapshot was restored.', async () => api.restore(await readJson(chosen))).then(() => {
                  // otherwise the same file could not be chosen again
                  field.value = '';
                  close();
                });
              }}
            />
            <button type="button" onClick={() => act('The mock was reset.', () => api.reset()).then(close)}>
              <Icon name="reset" /> Reset
            </button>
          </div>
          <p class="hint">
            Reset deletes recorded data and the request log, and restores scenarios, faults and the clock.
          </p>
        </>
      )}
    </Menu>
  );
}

function save(snapshot: unknown): void {
  const link = document.createElement('a');
  const url = URL.createObjectURL(new Blob([JSON.stringify(snapshot, null, 1)], { type: 'application/json' }));
  link.href = url;
  link.download = FILE_NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVE_MS);
}

async function readJson(file: File): Promise<unknown> {
  const text = await file.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file.name} is not a snapshot: it is not JSON. Choose a file that was saved here.`);
  }
}
