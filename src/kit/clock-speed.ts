/**
 * How many times as fast as real time a clock may run: a day passes in 86 ms, and the latest possible date is a hundred
 * days away.
 */
export const FASTEST_SPEED = 1_000_000;
