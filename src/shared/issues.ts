import { MOST_ISSUES, type RecordIssue } from './errors.ts';
import { expectationOf } from './expectation.ts';
import type * as z from './zod.ts';

/** How much of an expectation is shown: it may name any number of unknown fields, for example. */
const MOST_SHOWN = 1_000;

/** The issues of one input, up to {@link MOST_ISSUES}; further ones are dropped. */
export class IssueList {
  readonly #issues: RecordIssue[] = [];

  constructor(issues: Iterable<RecordIssue> = []) {
    this.add(issues);
  }

  get isEmpty(): boolean {
    return this.#issues.length === 0;
  }

  /** Whether further issues would be dropped. */
  get isFull(): boolean {
    return this.#issues.length >= MOST_ISSUES;
  }

  /** Adds issues until the list is full, drawing no more from a generator than fit. */
  add(issues: Iterable<RecordIssue>): void {
    if (this.isFull) return;
    for (const issue of issues) {
      this.#issues.push(issue);
      if (this.isFull) return;
    }
  }

  toArray(): RecordIssue[] {
    return [...this.#issues];
  }
}

/** Turns Zod's issues into paths with what was expected and what was received, as many as a list of issues holds. */
export function toIssues(
  { issues }: { readonly issues: readonly z.core.$ZodIssue[] },
  input: unknown,
  { inputEvents = true, schema }: IssueOptions = {},
): RecordIssue[] {
  return new IssueList(describe(issues, input, { inputEvents, schema })).toArray();
}

/** How to report issues. */
interface IssueOptions {
  /** Whether INPUT events are accepted. @defaultValue `true` */
  readonly inputEvents?: boolean | undefined;
  /** The schema of the input, to suggest what unknown fields were likely meant to be. */
  readonly schema?: z.core.$ZodType | undefined;
}

function* describe(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  { inputEvents, schema }: IssueOptions,
): Generator<RecordIssue> {
  for (const issue of issues) {
    const received = valueAt(input, issue.path);
    const expectation = cut(expectationOf(issue, schema, received), MOST_SHOWN);
    // the schema knows all event types; suggesting one that is off would lead to the next refusal
    const open = inputEvents ? expectation : expectation.replace(/, "CLICK" or "INPUT"/, ' or "CLICK"');
    yield { path: toPath(issue.path), message: open + receivedBy(issue, received) };
  }
}

function receivedBy({ code }: z.core.$ZodIssue, value: unknown): string {
  return code === 'unrecognized_keys' ? '' : `, received ${value === undefined ? 'nothing' : show(value)}`;
}

/** Prefixes the path of an issue with a place; `input` stands for the whole value. */
export function inside(place: string, { path, message }: RecordIssue): RecordIssue {
  if (path === 'input') return { path: place, message };
  return { path: path.startsWith('[') ? place + path : `${place}.${path}`, message };
}

function toPath(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'input';
}

/** Returns what is at a path of an input; undefined if there is nothing. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    // Zod's paths name only what is present or missing, so any object on the way may be indexed
    (value, part) =>
      value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[part],
    input,
  );
}

/** Writes a value as JSON, as far as it has one, up to 80 characters. */
export function show(value: unknown): string {
  return cut(toText(value), 80);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

/** Some values, such as a bigint, have no JSON; values nested too deep have no text at all. */
function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === 'object' ? 'what cannot be written as JSON' : String(value);
  }
}
