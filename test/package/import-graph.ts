/** What each place (a file or a folder) imports. */
type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Returns a path of places that leads back to where it starts, or undefined if there is none. */
export function findCycle(graph: ImportGraph): string[] | undefined {
  const done = new Set<string>();
  const walk = (place: string, trail: readonly string[]): string[] | undefined => {
    const seenAt = trail.indexOf(place);
    if (seenAt >= 0) return [...trail.slice(seenAt), place];
    if (done.has(place)) return undefined;
    for (const next of graph.get(place) ?? []) {
      const cycle = walk(next, [...trail, place]);
      if (cycle) return cycle;
    }
    done.add(place);
    return undefined;
  };
  for (const place of graph.keys()) {
    const cycle = walk(place, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Returns everything that can be reached from a place, itself included. */
export function reach(graph: ImportGraph, from: string): Set<string> {
  const reached = new Set([from]);
  for (const place of reached) for (const next of graph.get(place) ?? []) reached.add(next);
  return reached;
}

/** Puts places together, as files into their folders, and drops what leads from one to itself. */
export function groupGraph(graph: ImportGraph, groupOf: (place: string) => string): ImportGraph {
  const groups = new Map<string, string[]>();
  for (const [place, targets] of graph) {
    const group = groupOf(place);
    const others = targets.map(groupOf).filter((target) => target !== group);
    groups.set(group, [...new Set([...(groups.get(group) ?? []), ...others])]);
  }
  return groups;
}
