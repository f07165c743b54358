import type { RecordIssue } from '../shared/errors.ts';
import { IssueList, inside, toIssues } from '../shared/issues.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import type * as z from '../shared/zod.ts';

/** What was made of an input, or what is wrong with it. */
export type Parsed<T> =
  | { readonly data: T; readonly issues?: never }
  | { readonly data?: never; readonly issues: readonly RecordIssue[] };

/** Checks an input by a schema; `limits` say whether INPUT events are among what is expected. */
export function parseBy<S extends z.ZodType>(
  schema: S,
  input: unknown,
  limits?: { readonly inputEvents: boolean },
): Parsed<z.infer<S>> {
  const parsed = schema.safeParse(input);
  return parsed.success ? { data: parsed.data } : { issues: toIssues(parsed.error, input, { ...limits, schema }) };
}

/**
 * Checks a list item by item, until the list of issues is full. Zod makes an issue of everything that is wrong,
 * which takes seconds for a long list, and fails where one list has more than fit on the stack.
 */
export function* parseList<T>(
  list: readonly unknown[],
  parseItem: (item: unknown) => Parsed<T> | Work<Parsed<T>>,
): Work<Parsed<T[]>> {
  const data: T[] = [];
  const issues = new IssueList();
  for (const [index, item] of list.entries()) {
    if (issues.isFull) break;
    if (isTurn(index)) yield;
    const given = parseItem(item);
    const parsed = 'next' in given ? yield* given : given;
    if (parsed.issues) issues.add(parsed.issues.map((issue) => inside(`[${index}]`, issue)));
    else data.push(parsed.data);
  }
  return issues.isEmpty ? { data } : { issues: issues.toArray() };
}

/** Checks an object by a schema that takes any items in the list of the given name, then these items one by one. */
export function* parseWithList<S extends z.ZodType<object>, K extends string & keyof z.infer<S>, T>(
  schema: S,
  input: unknown,
  name: K,
  parseItem: (item: unknown) => Parsed<T> | Work<Parsed<T>>,
): Work<Parsed<Omit<z.infer<S>, K> & Record<K, T[]>>> {
  const object = parseBy(schema, input);
  // Cast: anything may be looked into that is neither null nor undefined
  const list = (input as Record<string, unknown> | null | undefined)?.[name];
  const items = yield* parseList(Array.isArray(list) ? list : [], parseItem);
  const issues = new IssueList(object.issues);
  issues.add((items.issues ?? []).map((issue) => inside(name, issue)));
  if (!issues.isEmpty) return { issues: issues.toArray() };
  // Cast: without issues both were read
  return { data: { ...object.data, [name]: items.data } as Omit<z.infer<S>, K> & Record<K, T[]> };
}
