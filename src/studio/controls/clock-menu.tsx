import { useEffect, useState } from 'preact/hooks';
import { toIso } from '../../look/time-text.ts';
import type { ToldTime } from '../model/mirror.ts';
import { useStudio } from '../model/studio.ts';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';

const SPEEDS = [0, 1, 60, 3_600, 86_400];
const STEPS = ['1h', '1d', '1w'];

/** The mock's clock, and what moves it. */
export function ClockMenu() {
  const { time, health, api, act, now } = useStudio();
  const told = time.value;
  const shown = useRunningTime(told, now);
  const [advance, setAdvance] = useState('');
  const speed = told?.speed ?? 0;
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  const move = (change: { advance?: string; speed?: number }) =>
    act('', async () => {
      const { now: moved, speed: runs } = await api.moveClock(change);
      time.value = { now: moved, speed: runs, toldAt: now() };
    });
  const [day, clock] = shown === undefined ? [] : toIso(shown).slice(0, 19).split('T');
  const label = (
    <>
      <Icon name="clock" />
      <span class="clock num">
        <span class="day">{day} </span>
        {clock ?? 'Clock'}
      </span>
      {speed > 0 && <span class="tag">{speed}×</span>}
    </>
  );
  return (
    <Menu label={label} title="Clock" isOn={speed > 0}>
      {() => (
        <>
          <p class="hint">
            {health.value?.live
              ? 'Live: new events keep happening as the clock goes on.'
              : 'The clock says when what you record happens. Start the mock with --live to have new events as it goes on.'}
          </p>
          <label class="field">
            <span>Speed</span>
            <select value={String(speed)} onChange={(event) => move({ speed: Number(event.currentTarget.value) })}>
              {speeds.map((times) => (
                <option key={times} value={String(times)}>
                  {times === 0
                    ? 'Stands still'
                    : times === 1
                      ? 'Real time'
                      : `${times.toLocaleString('en')} times as fast`}
                </option>
              ))}
            </select>
          </label>
          <div class="buttons">
            {STEPS.map((step) => (
              <button
                key={step}
                type="button"
                aria-label={`Move on by ${step}`}
                onClick={() => move({ advance: step })}
              >
                +{step}
              </button>
            ))}
          </div>
          <form
            class="pair"
            onSubmit={(event) => {
              event.preventDefault();
              if (advance !== '') void move({ advance });
            }}
          >
            <label class="field">
              <span>Move on by</span>
              <input
                value={advance}
                placeholder="1d12h"
                onInput={(event) => setAdvance(event.currentTarget.value.trim())}
              />
            </label>
            <button type="submit">Move</button>
          </form>
        </>
      )}
    </Menu>
  );
}

/** Lets a time that was told run on. */
function useRunningTime(told: ToldTime | undefined, now: () => number): number | undefined {
  const [, setTick] = useState(0);
  const isRunning = told !== undefined && told.speed > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return told && Math.min(8.64e15, told.now + (now() - told.toldAt) * told.speed);
}
