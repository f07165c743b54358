import type { Fault } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { FaultEditor } from './fault-editor.tsx';
import { describeFault } from './fault-form.ts';

/** Sets and clears faults. */
export function FaultsMenu() {
  const { faults } = useStudio();
  const set = faults.value;
  return (
    <Menu
      label={set.length === 0 ? 'Faults' : `Faults: ${set.length} set`}
      title="Faults"
      isOn={set.length > 0 && 'trouble'}
    >
      {() => (
        <>
          {set.length > 0 && (
            <ul class="set">
              {set.map((fault) => (
                <FaultRow key={fault.id} fault={fault} />
              ))}
            </ul>
          )}
          <FaultEditor />
        </>
      )}
    </Menu>
  );
}

function FaultRow({ fault }: { readonly fault: Fault }) {
  const { api, act } = useStudio();
  return (
    <li>
      <span>
        {describeFault(fault)} <small>{`hit ${fault.hits} ${fault.hits === 1 ? 'time' : 'times'}`}</small>
      </span>
      <button
        type="button"
        class="quiet square"
        aria-label={`Clear: ${describeFault(fault)}`}
        onClick={() => act('', () => api.clearFault(fault.id))}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
