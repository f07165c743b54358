import type { Operation } from '../schema/operation.ts';
import { type Answer, type Operate, refuse } from './answer.ts';
import { decodeSegment } from './parse.ts';
import { problems } from './problem.ts';
import { createRouteMatcher } from './route.ts';

/** What a path asks for. */
export interface Target {
  /** Undefined where its percent-encoding is broken. */
  readonly projectKey: string | undefined;
  readonly userId: string | undefined;
  readonly answer: Answer;
}

/** What reading paths needs. */
export interface TargetOptions {
  readonly basePath: string;
  readonly operations: readonly (readonly [Operation, Operate])[];
  readonly hasProject: (projectKey: string) => boolean;
}

/** How many paths are remembered, and how long one may be. */
const MOST_PATHS = 1_000;
const MOST_CHARACTERS = 512;

/**
 * Builds what tells the target of a path, undefined where no operation has such a path. Whoever asks asks again, mostly:
 * the same path means the same for as long as the mock lives, and is read once.
 */
export function createTargetReader(options: TargetOptions): (path: string) => Target | undefined {
  const read = createPathReader(options);
  const known = new Map<string, Target>();

  return (path) => {
    const seen = known.get(path);
    if (seen) return seen;
    const target = read(path);
    if (!target || path.length > MOST_CHARACTERS) return target;
    if (known.size === MOST_PATHS) known.clear();
    known.set(path, target);
    return target;
  };
}

function createPathReader({ basePath, operations, hasProject }: TargetOptions): (path: string) => Target | undefined {
  const routes = operations.map(([operation, operate]) => ({
    match: createRouteMatcher(operation, basePath),
    operate,
  }));

  return (path) => {
    for (const { match, operate } of routes) {
      const segments = match(path);
      if (!segments) continue;
      const projectKey = decodeSegment(segments.projectKey ?? '');
      const userId = decodeSegment(segments.userId ?? '');
      const isKnown = projectKey !== undefined && hasProject(projectKey);
      const answer = isKnown ? operate(projectKey, segments) : refuse(problems.unknownProject);
      return { projectKey, userId, answer };
    }
    return undefined;
  };
}
