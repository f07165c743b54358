import { MOST_ISSUES, type RecordIssue } from './errors.ts';
import { expectationOf } from './expectation.ts';
import type * as z from './zod.ts';

/** How much is shown of what was expected: the names of unknown fields, say, may be any number. */
const MOST_SHOWN = 1_000;

/** The issues of one input, up to {@link MOST_ISSUES}: what is added to a full list is dropped. */
export class IssueList {
  readonly #issues: RecordIssue[] = [];

  constructor(issues: Iterable<RecordIssue> = []) {
    this.add(issues);
  }

  get isEmpty(): boolean {
    return this.#issues.length === 0;
  }

  /** Whether there is no use in looking for more. */
  get isFull(): boolean {
    return this.#issues.length >= MOST_ISSUES;
  }

  /** Adds issues until the list is full, and takes no more of a generator than fit. */
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

/** Turns Zod's issues into paths with what was expected and what came, as many as a list of issues holds. */
export function toIssues(
  { issues }: { readonly issues: readonly z.core.$ZodIssue[] },
  input: unknown,
  { inputEvents = true, schema }: IssueOptions = {},
): RecordIssue[] {
  return new IssueList(describe(issues, input, { inputEvents, schema })).toArray();
}

/** How issues are told. */
interface IssueOptions {
  /** Whether INPUT events are taken. @defaultValue `true` */
  readonly inputEvents?: boolean | undefined;
  /** What the input was checked by, which knows what unknown fields were likely meant to be. */
  readonly schema?: z.core.$ZodType | undefined;
}

function* describe(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  { inputEvents, schema }: IssueOptions,
): Generator<RecordIssue> {
  for (const issue of issues) {
    const expectation = cut(expectationOf(issue, schema), MOST_SHOWN);
    // the schema knows all types of events; to follow it to one that is off would end in the next refusal
    const open = inputEvents ? expectation : expectation.replace(/, "CLICK" or "INPUT"/, ' or "CLICK"');
    yield { path: toPath(issue.path), message: `${open}, received ${show(valueAt(input, issue.path))}` };
  }
}

/** Puts a place in front of the path of an issue; `input` stands for the value as a whole. */
export function inside(place: string, { path, message }: RecordIssue): RecordIssue {
  if (path === 'input') return { path: place, message };
  return { path: path.startsWith('[') ? place + path : `${place}.${path}`, message };
}

function toPath(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'input';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    // a path of Zod's names only what is there or is missing, so any object on the way may be indexed
    (value, part) =>
      value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[part],
    input,
  );
}

function show(value: unknown): string {
  return cut(toText(value), 80);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

/** JSON has no text for some values, such as a bigint; what is too deep has no text at all. */
function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === 'object' ? 'what cannot be written as JSON' : String(value);
  }
}
