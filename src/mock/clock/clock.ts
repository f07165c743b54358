import { MAX_EPOCH_MS } from '../../api/scalars.ts';
import { FASTEST_SPEED } from '../../kit/clock-speed.ts';
import type { ClockSettings } from '../../kit/settings.ts';
import { parseDuration } from '../../shared/duration.ts';
import { OptionError } from '../../shared/errors.ts';
import { createSetting, type Setting } from '../setting.ts';

/** The mock's own time. It stands still until it is advanced or follows another clock. */
export interface Clock {
  /** The time it shows, epoch ms. */
  now(): number;
  /**
   * Advances the clock and returns the new time, epoch ms.
   *
   * @param by - milliseconds, or a text such as `'2h'` or `'1d12h'`.
   * @throws OptionError if that is not a span of time.
   */
  advance(by: number | string): number;
  /**
   * Lets the clock run from its current time, as fast as another clock times `speed`.
   *
   * @param source - the other clock, in milliseconds, such as `Date.now`.
   * @param speed - 0 to 1000000. @defaultValue 1
   * @throws OptionError for any other speed.
   */
  follow(source: () => number, speed?: number): void;
  /** Stops the clock at its current time. */
  stop(): void;
  /** How fast it runs; 0 while it is stopped. */
  readonly speed: number;
  /** Resets the clock to its start, stopped or at the speed set in code. */
  reset(): void;
}

/** The mock's own view of its clock. */
interface MockClock extends Clock {
  /** Returns the clock as at its start, stopped or at the speed set in code. */
  atStart(): ClockSettings;
  /** Sets how fast it runs until a reset. @param source - the clock to follow if the speed is above 0. */
  setSpeed(speed: number, source: () => number): void;
  /** Sets the clock to follow once another mock with the same state starts it. */
  useSource(source: () => number): void;
}

/** Returns a clock stopped at a time, epoch ms. */
export function standingAt(now: number): ClockSettings {
  return { now, at: 0, speed: 0 };
}

/**
 * Creates a clock.
 *
 * @param start - where it starts, and returns to on reset, epoch ms.
 */
export function createClock(
  start: number,
  setting: Setting<ClockSettings> = createSetting(standingAt(start)),
): MockClock {
  let source: (() => number) | undefined;
  let known = setting.value;
  /** How fast it runs after a reset. */
  let usualSpeed = known.speed;
  /** The latest time shown. */
  let shown = known.now;

  setting.onChange((next) => {
    // a change of another setting leaves the clock alone
    if (next.now !== known.now || next.at !== known.at || next.speed !== known.speed) shown = next.now;
    known = next;
  });

  const read = ({ now, at, speed }: ClockSettings) =>
    source && speed > 0 ? now + Math.floor(Math.max(0, source() - at) * speed) : now;
  const now = () => {
    // the other clock may go back, as when the system clock is corrected
    shown = Math.min(Math.max(shown, read(known)), MAX_EPOCH_MS);
    return shown;
  };
  /** Advances it from the time that it shows. */
  const move = (ms: number, more: Partial<ClockSettings> = {}) => {
    const least = now();
    setting.change((clock) => ({
      speed: clock.speed,
      at: source?.() ?? clock.at,
      now: Math.min(Math.max(least, read(clock)) + ms, MAX_EPOCH_MS),
      ...more,
    }));
  };
  const atStart = () => ({ now: start, at: source?.() ?? known.at, speed: usualSpeed });
  const run = (other: () => number, speed: number) => {
    const time = now();
    source = other;
    setting.change(() => ({ now: time, at: other(), speed }));
  };
  return {
    now,
    advance(by) {
      move(parseDuration(by, 'the time to advance by'));
      return shown;
    },
    follow(other, times = 1) {
      if (!(times >= 0 && times <= FASTEST_SPEED)) {
        throw new OptionError(
          `Failed to run the clock: speed must be a number from 0 to ${FASTEST_SPEED}, received ${times}.`,
        );
      }
      usualSpeed = times;
      run(other, times);
    },
    stop() {
      usualSpeed = 0;
      move(0, { speed: 0 });
    },
    setSpeed(speed, other) {
      if (speed > 0) run(other, speed);
      else move(0, { speed: 0 });
    },
    get speed() {
      return known.speed;
    },
    reset: () => setting.change(atStart),
    atStart,
    useSource(other) {
      source = other;
    },
  };
}
