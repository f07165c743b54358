import { useState } from 'preact/hooks';
import { useStudio } from '../model/studio.ts';
import { TextField } from '../parts/text-field.tsx';
import { FAULT_FORMS, type FaultForm, type TypedFault, toFault } from './fault-form.ts';
import { OnlyForUser } from './only-for-user.tsx';

const USUAL: TypedFault = { kind: 'status', amount: FAULT_FORMS.status.usual, percent: '100', times: '' };

/** Sets a fault. */
export function FaultEditor() {
  const { api, act, route } = useStudio();
  const [typed, setTyped] = useState(USUAL);
  const [isForUser, setForUser] = useState(false);
  const { user, project } = route.value;
  const { kind, amount, percent, times } = typed;
  const amountName = FAULT_FORMS[kind].amount;
  const set = () => {
    const target =
      isForUser && user !== undefined && project !== undefined ? { projectKey: project, userId: user } : {};
    return act('', () => api.setFault({ ...toFault(typed), ...target }));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <label class="field">
        <span>What goes wrong</span>
        <select
          value={kind}
          onChange={(event) => {
            const next = event.currentTarget.value as FaultForm; // the options below are its values
            setTyped({ ...typed, kind: next, amount: FAULT_FORMS[next].usual });
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
        {amountName !== undefined && (
          <TextField
            label={amountName}
            value={amount}
            inputMode="numeric"
            onChange={(value) => setTyped({ ...typed, amount: value })}
          />
        )}
        <TextField
          label="Share of requests (%)"
          value={percent}
          inputMode="decimal"
          onChange={(value) => setTyped({ ...typed, percent: value })}
        />
        <TextField
          label="Times"
          value={times}
          inputMode="numeric"
          placeholder="always"
          onChange={(value) => setTyped({ ...typed, times: value })}
        />
      </div>
      <OnlyForUser isOn={isForUser} onChange={setForUser} />
      <button type="submit" class="strong">
        Set the fault
      </button>
    </form>
  );
}
