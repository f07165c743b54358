import { useState } from 'preact/hooks';
import type { Scenario } from '../api.ts';
import { useStudio } from '../model/studio.ts';
import { Menu } from '../parts/menu.tsx';

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
  const label =
    on.length === 0 ? 'Scenarios' : on.length === 1 ? `Scenario: ${on[0]?.name}` : `Scenarios: ${on.length} on`;
  return (
    <Menu label={label} title="Scenarios" isOn={on.length > 0 && 'trouble'}>
      {() => (
        <>
          <p class="hint">A scenario changes what the API answers until it is switched off.</p>
          {user !== undefined && (
            <label class="check">
              <input type="checkbox" checked={isForUser} onChange={() => setForUser(!isForUser)} /> Only for {user}
            </label>
          )}
          <ul class="switches">
            {scenarios.value.map((scenario) => (
              <li key={scenario.name}>
                <label>
                  <input
                    type="checkbox"
                    role="switch"
                    checked={scenario.isOn}
                    aria-checked={scenario.isOn}
                    onChange={(event) => {
                      // it shows what the mock says, which may refuse
                      event.currentTarget.checked = scenario.isOn;
                      void toggle(scenario);
                    }}
                  />
                  <span>
                    <b>{scenario.name}</b> {scenario.summary}
                    {scenario.isOn && <em> {toWhom(scenario)}</em>}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
    </Menu>
  );
}

function toWhom({ target: { userId, projectKey } }: Scenario): string {
  if (userId !== undefined) return `On for ${userId}.`;
  return projectKey === undefined ? 'On for everybody.' : `On for project ${projectKey}.`;
}
