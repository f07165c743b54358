import type { Operation } from '../api/operation.ts';
import type { MockReply } from './message.ts';
import { createRouteMatcher, type Segments } from './route.ts';

/** Answers one operation, once key and project have been accepted. */
export type Answer = (projectKey: string, segments: Segments, query: string) => MockReply | Promise<MockReply>;

/** What a path asks for. */
export interface Target {
  readonly answer: Answer;
  readonly segments: Segments;
}

/** Tells the target of a path; undefined where no operation has such a path. */
export type TargetReader = (path: string) => Target | undefined;

/** How many paths are remembered, and how long one may be. */
const MOST_PATHS = 10_000;
const MOST_CHARACTERS = 512;
/** After so many others those remembered make room: taking each in would cost more than reading it again. */
const MOST_MISSES = 10 * MOST_PATHS;

/**
 * Builds what tells targets. Whoever asks asks again, mostly: a path always means the same, and is read once.
 *
 * @param answers - what answers each operation.
 */
export function createTargetReader(answers: ReadonlyMap<Operation, Answer>, basePath: string): TargetReader {
  const routes = Array.from(answers, ([operation, answer]) => ({
    match: createRouteMatcher(operation, basePath),
    answer,
  }));
  const known = new Map<string, Target>();
  let misses = 0;

  const remember = (path: string, target: Target) => {
    if (path.length > MOST_CHARACTERS) return;
    misses = known.size < MOST_PATHS ? 0 : misses + 1;
    if (misses === MOST_MISSES) known.clear();
    if (known.size < MOST_PATHS) known.set(path, target);
  };

  return (path) => {
    const seen = known.get(path);
    if (seen) return seen;
    for (const { match, answer } of routes) {
      const segments = match(path);
      if (!segments) continue;
      const target = { answer, segments };
      remember(path, target);
      return target;
    }
    return undefined;
  };
}
