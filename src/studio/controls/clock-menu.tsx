import { useState } from 'preact/hooks';
import { toIso } from '../../look/time-text.ts';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useRunningTime } from './use-running-time.ts';

const SPEEDS = [0, 1, 60, 3_600, 86_400];
const STEPS = ['1h', '1d', '1w'];

/** A change of the clock: advance it by a span of time, or run it at a multiple of real time. */
type ClockChange = { readonly advance: string } | { readonly speed: number };

/** The mock's clock, and its controls. */
export function ClockMenu() {
  const { time, health, api, act, now } = useStudio();
  const speed = time.value?.speed ?? 0;
  const move = (change: ClockChange) =>
    act('', async () => {
      const { now: moved, speed: runs } = await api.moveClock(change);
      time.value = { now: moved, speed: runs, reportedAt: now() };
    });
  return (
    <Menu label={<ClockFace />} title="Clock" isOn={speed > 0}>
      {() => (
        <>
          <p class="hint">
            {health.value?.live
              ? 'Live: new events keep happening as the clock advances.'
              : 'What you record gets the time of this clock. Start the mock with --live to have new events as it advances.'}
          </p>
          <SpeedField speed={speed} onChange={(times) => move({ speed: times })} />
          <div class="buttons">
            {STEPS.map((step) => (
              <button
                key={step}
                type="button"
                aria-label={`Advance by ${step} (+${step})`}
                onClick={() => move({ advance: step })}
              >
                +{step}
              </button>
            ))}
          </div>
          <AdvanceForm onMove={(advance) => move({ advance })} />
        </>
      )}
    </Menu>
  );
}

/** What the clock shows, while it runs. */
function ClockFace() {
  const { time, now } = useStudio();
  const reported = time.value;
  const shown = useRunningTime(reported, now);
  const [day, clock] = shown === undefined ? [] : toIso(shown).slice(0, 19).split('T');
  return (
    <>
      <Icon name="clock" />
      <span class="clock num">
        <span class="day">{day} </span>
        {clock ? `${clock} UTC` : 'Clock'}
      </span>
      {reported !== undefined && reported.speed > 0 && <span class="tag">{reported.speed.toLocaleString('en')}×</span>}
    </>
  );
}

function SpeedField({ speed, onChange }: { readonly speed: number; readonly onChange: (speed: number) => void }) {
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <label class="field">
      <span>Speed</span>
      <select value={String(speed)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {speeds.map((times) => (
          <option key={times} value={String(times)}>
            {toSpeedWords(times)}
          </option>
        ))}
      </select>
    </label>
  );
}

function AdvanceForm({ onMove }: { readonly onMove: (advance: string) => void }) {
  const [advance, setAdvance] = useState('');
  return (
    <form
      class="pair"
      onSubmit={(event) => {
        event.preventDefault();
        if (advance.trim() !== '') onMove(advance.trim());
      }}
    >
      <TextField label="Advance by" value={advance} placeholder="1d12h" onChange={setAdvance} />
      <button type="submit">Move</button>
    </form>
  );
}

function toSpeedWords(times: number): string {
  if (times === 0) return 'Stands still';
  return times === 1 ? 'Real time' : `${times.toLocaleString('en')} times as fast`;
}
