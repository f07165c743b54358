import { useStudio } from '../model/studio.ts';

/** Whether the mock answers, and which world it shows. */
export function LinkLamp() {
  const { health, link } = useStudio();
  const { is } = link.state.value;
  const told = health.value;
  const isOpen = is === 'open' && told !== undefined;
  return (
    <p class="about" title={told && `openreplay-kit ${told.version}`}>
      <span class={`lamp ${isOpen ? 'good' : 'bad'}`} aria-hidden="true" />
      {isOpen ? `mock connected, seed ${told.seed}` : is === 'connecting' ? 'connecting …' : 'not connected'}
    </p>
  );
}
