/**
 * How many times as fast as real time a clock may run: a day passes in 86 ms, and it is a hundred days until the latest
 * time there is.
 */
export const FASTEST_SPEED = 1_000_000;
