import { useStudio } from '../model/studio.ts';
import { ClockMenu } from './clock-menu.tsx';
import { DataMenu } from './data-menu.tsx';
import { FaultsMenu } from './faults-menu.tsx';
import { ScenariosMenu } from './scenarios-menu.tsx';
import { ThemeButton } from './theme-button.tsx';

/** What steers the mock as a whole. */
export function TopBar() {
  const { health, link } = useStudio();
  const state = link.state.value.is;
  const told = health.value;
  return (
    <header class="top">
      <h1>
        openreplay-kit <span>studio</span>
      </h1>
      <p class="about">
        <span class={`lamp ${state === 'open' ? 'good' : 'bad'}`} aria-hidden="true" />
        {state === 'open' && told
          ? `seed ${told.seed}, version ${told.version}`
          : state === 'connecting'
            ? 'connecting …'
            : 'not connected'}
      </p>
      <nav aria-label="Controls of the mock">
        <ScenariosMenu />
        <FaultsMenu />
        <ClockMenu />
        <DataMenu />
        <ThemeButton />
      </nav>
    </header>
  );
}
