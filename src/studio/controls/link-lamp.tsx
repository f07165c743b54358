import { useStudio } from '../model/studio.ts';

/** Whether the mock answers, and which world it shows. */
export function LinkLamp() {
  const { health, link } = useStudio();
  const { is } = link.state.value;
  const reported = health.value;
  const isOpen = is === 'open' && reported !== undefined;
  return (
    <p class="about" title={reported && `openreplay-kit ${reported.version}`}>
      <span class={`lamp ${isOpen ? 'good' : 'bad'}`} aria-hidden="true" />
      {isOpen ? `mock connected, seed ${reported.seed}` : is === 'connecting' ? 'connecting …' : 'not connected'}
    </p>
  );
}
