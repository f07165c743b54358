import type { EventInput, RecordInput } from '../../kit/record.ts';
import type { Session, ShownEvent } from '../model/sessions.ts';

/** What happens in a step. */
export type StepKind = 'page' | 'click' | 'input';

/** A step of a visit as it is being edited. */
export interface Step {
  /** Identifies a step while steps are moved. */
  readonly id: number;
  readonly kind: StepKind;
  /** The path of a page, the label of a click or a field. */
  readonly text: string;
  /** What was typed into a field. */
  readonly value: string;
  /** Seconds since the step before, as typed; empty leaves it to the mock. */
  readonly after: string;
  /** The event that it was created from. */
  readonly origin?: ShownEvent;
}

/** A visit as it is being edited. */
export interface Draft {
  readonly user: string;
  /** Epoch ms; undefined for the current time of the mock's clock. */
  readonly start: number | undefined;
  readonly steps: readonly Step[];
  /** The session that it was created from. */
  readonly session?: Session;
}

const KINDS: Readonly<Record<string, StepKind>> = { LOCATION: 'page', CLICK: 'click', INPUT: 'input' };
const USUAL_SECONDS = 5;

/** Starts a visit: with one page, or with the steps of a session. */
export function toDraft(user: string, session?: Session): Draft {
  if (!session) return { user, start: undefined, steps: [{ id: 1, kind: 'page', text: '/', value: '', after: '' }] };
  const { events } = session;
  const known = events.filter(({ type }) => KINDS[type] !== undefined);
  return {
    user,
    session,
    start: known[0]?.timestamp,
    steps: known.map((origin, index) => ({
      id: index + 1,
      kind: KINDS[origin.type] ?? 'click',
      text: (origin.type === 'LOCATION' ? origin.path : origin.label) ?? '',
      value: origin.value ?? '',
      after: index === 0 ? '' : String((origin.timestamp - (known[index - 1]?.timestamp ?? 0)) / 1000),
      origin,
    })),
  };
}

/** Adds a step at the end. */
export function addStep(steps: readonly Step[], kind: StepKind, text: string): Step[] {
  const id = steps.reduce((most, step) => Math.max(most, step.id), 0) + 1;
  return [...steps, { id, kind, text, value: '', after: '' }];
}

/** Moves a step up (-1) or down (1); returns the same steps if it cannot go further. */
export function moveStep(steps: readonly Step[], id: number, by: -1 | 1): Step[] {
  const from = steps.findIndex((step) => step.id === id);
  const to = from + by;
  const moved = [...steps];
  const [one, other] = [steps[from], steps[to]];
  if (one && other) [moved[from], moved[to]] = [other, one];
  return moved;
}

/** Lists mistakes by the ID of their step; 0 is the visit itself. */
export function findMistakes({ user, steps }: Draft): Map<number, string> {
  const mistakes = new Map<number, string>();
  if (user === '') mistakes.set(0, 'Enter the user of the visit.');
  else if (steps.length === 0) mistakes.set(0, 'Add a page or a click: a visit has at least one event.');
  for (const { id, kind, text, after } of steps) {
    if (kind === 'page' && !text.startsWith('/')) mistakes.set(id, 'A path starts with a slash, such as /pricing/.');
    if (kind !== 'page' && text === '') mistakes.set(id, 'An event without a label is not stored. Give it one.');
    if (after !== '' && !(Number(after) >= 0)) mistakes.set(id, 'Seconds are a number of 0 or more.');
  }
  return mistakes;
}

/**
 * Builds what to record. Without any given time the mock sets all of them; with one, the others are filled in here.
 *
 * @param now - the time of the mock's clock, epoch ms.
 */
export function toVisit({ user, start, steps }: Draft, project: string, now: number): RecordInput {
  const isTimed = start !== undefined || steps.some(({ after }) => after !== '');
  let time = start ?? now;
  const events = steps.map((step, index): EventInput => {
    if (index > 0) time += Math.round((step.after === '' ? USUAL_SECONDS : Number(step.after)) * 1000);
    return { ...toEvent(step), ...(isTimed && { timestamp: time }) };
  });
  return { projectKey: project, userId: user, events };
}

function toEvent({ kind, text, value, origin }: Step): EventInput {
  if (kind === 'click') return { type: 'CLICK', label: text };
  if (kind === 'input') return { type: 'INPUT', label: text, value: value === '' ? null : value };
  // an unchanged page keeps its host and how it loaded; its referrer follows from the page before
  if (origin?.type !== 'LOCATION' || origin.path !== text) return { type: 'LOCATION', path: text };
  // Cast: these are fields of the recorded page
  return { type: 'LOCATION', path: text, ...keep(origin) } as EventInput;
}

const DERIVED = new Set([
  'type',
  'sessionId',
  'messageId',
  'timestamp',
  'path',
  'basePath',
  'referrer',
  'baseReferrer',
  'value',
  'url',
]);

function keep(origin: ShownEvent): Partial<Extract<EventInput, { type: 'LOCATION' }>> {
  return Object.fromEntries(Object.entries(origin).filter(([name]) => !DERIVED.has(name)));
}
