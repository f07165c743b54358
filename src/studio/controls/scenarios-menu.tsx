import { useState } from 'preact/hooks';
import type { Scenario } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { Menu } from '../parts/menu.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { OnlyForUser } from './only-for-user.tsx';

/** Switches for situations to develop against. */
export function ScenariosMenu() {
  const { scenarios, api, act, route } = useStudio();
  const [isForUser, setForUser] = useState(false);
  const on = scenarios.value.filter(({ isOn }) => isOn);
  const { project, user } = route.value;
  const toggle = ({ name, isOn }: Scenario) => {
    if (isOn) return act('', () => api.dropScenario(name));
    const target =
      isForUser && user !== undefined ? { ...(project !== undefined && { projectKey: project }), userId: user } : {};
    return act('', () => api.useScenario(name, target));
  };
  return (
    <Menu label={toLabel(on)} title="Scenarios" isOn={on.length > 0 && 'trouble'}>
      {() => (
        <>
          <p class="hint">A scenario changes what the API answers until it is switched off.</p>
          <OnlyForUser isOn={isForUser} onChange={setForUser} />
          <ul class="switches">
            {scenarios.value.map((scenario) => (
              <ScenarioSwitch key={scenario.name} scenario={scenario} onToggle={() => toggle(scenario)} />
            ))}
          </ul>
        </>
      )}
    </Menu>
  );
}

function ScenarioSwitch(props: { readonly scenario: Scenario; readonly onToggle: () => Promise<unknown> }) {
  const { scenario, onToggle } = props;
  const { name, summary, isOn } = scenario;
  return (
    <li>
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          onChange={(event) => {
            // it shows the state of the mock, which may refuse
            event.currentTarget.checked = isOn;
            void onToggle();
          }}
        />
        <span>
          <b>{name}</b> {summary}
          {isOn && <em> {toWhom(scenario)}</em>}
        </span>
      </label>
    </li>
  );
}

function toLabel(on: readonly Scenario[]): string {
  if (on.length === 0) return 'Scenarios';
  return on.length === 1 ? `Scenario: ${on[0]?.name}` : `Scenarios: ${on.length} on`;
}

function toWhom({ target: { userId, projectKey } }: Scenario): string {
  if (userId !== undefined) return `On for ${visibleText(userId)}.`;
  return projectKey === undefined ? 'On for everybody.' : `On for project ${projectKey}.`;
}
