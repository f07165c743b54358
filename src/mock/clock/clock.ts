import { MAX_EPOCH_MS } from '../../api/scalars.ts';
import { FASTEST_SPEED } from '../../kit/clock-speed.ts';
import { parseDuration } from '../../shared/duration.ts';
import { OptionError } from '../../shared/errors.ts';

/** The mock's own time. It stands still until it is advanced or follows another clock. */
export interface Clock {
  /** The time it shows, epoch ms. */
  now(): number;
  /**
   * Moves it on and gives the new time, epoch ms.
   *
   * @param by - milliseconds, or a text such as `'2h'` or `'1d12h'`.
   * @throws OptionError when that is no span of time.
   */
  advance(by: number | string): number;
  /**
   * Lets it run from where it is, as fast as another clock times `speed`.
   *
   * @param source - the other clock, in milliseconds, such as `Date.now`.
   * @param speed - 0 to 1000000. @defaultValue 1
   * @throws OptionError for any other speed.
   */
  follow(source: () => number, speed?: number): void;
  /** Lets it stand still where it is. */
  stop(): void;
  /** How fast it runs; 0 while it stands still. */
  readonly speed: number;
  /** Puts it back to where it began, standing still or following as before. */
  reset(): void;
}

/** Creates a clock that stands still at `start` (epoch ms). */
export function createClock(start: number): Clock {
  /** The latest time shown, and the other clock's time when it was set or began to follow. */
  let shown = start;
  let base = start;
  let since = 0;
  let speed = 0;
  let source = () => 0;

  const now = () => {
    const passed = speed === 0 ? 0 : Math.floor(Math.max(0, source() - since) * speed);
    // the other clock may go back, as when a computer's is set right
    shown = Math.min(Math.max(shown, base + passed), MAX_EPOCH_MS);
    return shown;
  };
  const set = (time: number) => {
    base = time;
    shown = time;
    since = source();
  };
  return {
    now,
    advance(by) {
      set(Math.min(now() + parseDuration(by, 'the time to advance by'), MAX_EPOCH_MS));
      return shown;
    },
    follow(other, times = 1) {
      if (!(times >= 0 && times <= FASTEST_SPEED)) {
        throw new OptionError(
          `Failed to run the clock: speed must be a number from 0 to ${FASTEST_SPEED}, received ${times}.`,
        );
      }
      const time = now();
      source = other;
      speed = times;
      set(time);
    },
    stop() {
      set(now());
      speed = 0;
    },
    get speed() {
      return speed;
    },
    reset: () => set(start),
  };
}
