import { type Requirement, type RequirementResult, requirementsOf } from '../contract/index.ts';
import { closest } from '../shared/closest.ts';
import { FAMILIES, type Family } from './families.ts';
import type { Serve } from './faults/fault.ts';
import { judgeOn } from './trial.ts';
import { type UsualCause, usualCauses } from './usual-causes.ts';
import { judgeInFull } from './verdict.ts';

/** A requirement, demonstrated on servers that meet it and that break it. */
export interface Explanation {
  readonly requirement: Requirement;
  /** A request of the requirement, and the answer of a correct server; undefined if it sends none. */
  readonly kept: Shown | undefined;
  /** Mistakes with different causes that break it. */
  readonly broken: readonly Mistake[];
  /** Usual causes in known stacks. */
  readonly causes: readonly UsualCause[];
}

/** A mistake, and the result of a run against a server that makes it. */
export interface Mistake {
  readonly mistake: string;
  readonly result: RequirementResult;
}

/** An exchange in two lines. */
export interface Shown {
  readonly request: string;
  readonly reply: string;
}

const MOST_MISTAKES = 3;

/**
 * Explains a requirement by running it against a correct server and a few broken ones, in process.
 *
 * @throws RangeError for an unknown requirement.
 */
export async function explain(id: string): Promise<Explanation> {
  const [found] = FAMILIES.flatMap((family) => {
    const requirement = rowsOf(family).find((row) => row.id === id);
    return requirement ? [{ ...family, requirement }] : [];
  });
  if (!found) throw new RangeError(`there is no requirement "${id}"${hintFor(id)}`);
  const { face, requirement } = found;
  const subject = { face, right: await face.createServer() };
  const shown: Shown[] = [];
  await judgeInFull(face, showing(subject.right, shown), { only: [id] });
  const broken = new Map<string, Mistake>();
  for (const fault of found.broken.filter(({ breaks }) => breaks === id)) {
    if (broken.size === MOST_MISTAKES) break;
    const { results } = await judgeOn(subject, fault);
    const result = results.find((one) => one.id === id && one.outcome === 'not met');
    // mistakes with the same cause have the same explanation
    const cause = result?.diagnosis ?? fault.name;
    if (result && !broken.has(cause)) broken.set(cause, { mistake: fault.name, result });
  }
  // the first requests of a run only find out what the server contains
  const kept = requirement.check && shown.at(-1);
  return { requirement, kept, broken: [...broken.values()], causes: usualCauses(id) };
}

function rowsOf({ face }: Family): readonly Requirement[] {
  return requirementsOf(face.api);
}

function hintFor(id: string): string {
  const members = FAMILIES.flatMap(rowsOf).flatMap((row) => (row.id.startsWith(`${id}-`) ? row.id : []));
  if (members.length > 0) return `; it is a group, of ${members[0]} and others`;
  const meant = closest(
    id,
    FAMILIES.flatMap(rowsOf).map((row) => row.id),
  );
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

function showing(serve: Serve, shown: Shown[]): Serve {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const reply = await serve(request);
    const text = await reply.clone().text();
    shown.push({
      request: `${request.method} ${pathname}${search}`,
      reply: `${reply.status} ${text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}…` : text}`.trimEnd(),
    });
    return reply;
  };
}

const LONGEST_BODY = 160;
