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
