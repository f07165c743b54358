import type { SVGAttributes } from 'preact';

/** Returns the attributes that make a mark a button for the event at an index of its session, by its name. */
export type ToButton = (index: number, name: string) => SVGAttributes<SVGGElement>;

/** Returns the index that a key moves to in a row; undefined for any other key, or one without effect. */
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
