import type { SVGAttributes } from 'preact';

/** Gives what makes a mark a button of the event at an index of its session, by its name. */
export type ToButton = (index: number, name: string) => SVGAttributes<SVGGElement>;
