import type { SVGAttributes } from 'preact';

/** Gives what makes a mark a button of the event at an index of its session, by its name. */
export type ToButton = (index: number, name: string) => SVGAttributes<SVGGElement>;

/** Gives where a key leads from one of many in a row; undefined for any other key, or one that leads nowhere. */
export function stepTo(key: string, from: number, count: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    Home: 0,
    End: count - 1,
    Enter: from,
    ' ': from,
  };
  const target = targets[key];
  return target === undefined || target < 0 || target >= count ? undefined : target;
}
