import { OptionError } from './errors.ts';
import { expectationOf } from './expectation.ts';
import { show, toIssues, valueAt } from './issues.ts';
import type * as z from './zod.ts';

/** How to word a refusal of options. */
interface OptionWords {
  /** What failed, as in `create the mock`. */
  readonly attempt: string;
  /** Options that hold keys, which are not shown. */
  readonly keys?: readonly string[];
}

/**
 * Fills in the defaults of options.
 *
 * @throws OptionError that names the first invalid option, what was expected and what was received.
 */
export function parseOptionsBy<S extends z.ZodType>(schema: S, options: unknown, words: OptionWords): z.infer<S> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const { attempt, keys = [] } = words;
  const [issue] = parsed.error.issues;
  const path = toOption(issue?.path ?? []);
  const why = issue ? expectationOf(issue, schema, valueAt(options, issue.path)) : 'expected other options';
  if (path.length === 0) throw new OptionError(`Failed to ${attempt}: options: ${why}.`);
  const name = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);
  const received = keys.includes(name) ? 'a key that is not shown' : show(valueAt(options, path));
  throw new OptionError(`Failed to ${attempt}: option ${name}: ${why}, received ${received}.`);
}

/** A list of texts or numbers is shown whole: the index is cut off the path. */
function toOption(path: readonly PropertyKey[]): readonly PropertyKey[] {
  return typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
}

/**
 * Checks an input.
 *
 * @param attempt - what fails, as in `set the fault`.
 * @throws OptionError that names every invalid field, what was expected and what was received.
 */
export function parseInputBy<S extends z.ZodType>(schema: S, input: unknown, attempt: string): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const listed = toIssues(parsed.error, input, { schema }).map(({ path, message }) => `${path}: ${message}`);
  throw new OptionError(`Failed to ${attempt}: ${listed.join('; ')}.`);
}
