import { useState } from 'preact/hooks';
import type { Fault } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { describeFault, FAULT_FORMS, type FaultForm, toFault } from './fault-form.ts';

/** Lets something go wrong on purpose. */
export function FaultsMenu() {
  const { faults } = useStudio();
  const set = faults.value.length;
  return (
    <Menu label={set === 0 ? 'Faults' : `Faults: ${set} set`} title="Faults" isOn={set > 0 && 'trouble'}>
      {() => <FaultsPanel faults={faults.value} />}
    </Menu>
  );
}

function FaultsPanel({ faults }: { readonly faults: readonly Fault[] }) {
  const { api, act, route } = useStudio();
  const [kind, setKind] = useState<FaultForm>('status');
  const [amount, setAmount] = useState<string>(FAULT_FORMS.status.usual);
  const [percent, setPercent] = useState('100');
  const [times, setTimes] = useState('');
  const [isForUser, setForUser] = useState(false);
  const { user, project } = route.value;
  const form = FAULT_FORMS[kind];
  return (
    <>
      {faults.length > 0 && (
        <ul class="set">
          {faults.map((fault) => (
            <li key={fault.id}>
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
          ))}
        </ul>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const target =
            isForUser && user !== undefined && project !== undefined ? { projectKey: project, userId: user } : {};
          void act('', () => api.setFault({ ...toFault({ kind, amount, percent, times }), ...target }));
        }}
      >
        <label class="field">
          <span>What goes wrong</span>
          <select
            value={kind}
            onChange={(event) => {
              const next = event.currentTarget.value as FaultForm; // the options below are its values
              setKind(next);
              setAmount(FAULT_FORMS[next].usual);
            }}
          >
            {Object.entries(FAULT_FORMS).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <div class="pair">
          {form.amount !== undefined && (
            <label class="field">
              <span>{form.amount}</span>
              <input inputMode="numeric" value={amount} onInput={(event) => setAmount(event.currentTarget.value)} />
            </label>
          )}
          <label class="field">
            <span>Of requests, %</span>
            <input inputMode="decimal" value={percent} onInput={(event) => setPercent(event.currentTarget.value)} />
          </label>
          <label class="field">
            <span>How often</span>
            <input
              inputMode="numeric"
              placeholder="always"
              value={times}
              onInput={(event) => setTimes(event.currentTarget.value)}
            />
          </label>
        </div>
        {user !== undefined && (
          <label class="check">
            <input type="checkbox" checked={isForUser} onChange={() => setForUser(!isForUser)} /> Only for {user}
          </label>
        )}
        <button type="submit" class="strong">
          Set the fault
        </button>
      </form>
    </>
  );
}
