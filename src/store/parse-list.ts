import type { RecordIssue } from '../shared/errors.ts';
import { IssueList, inside, toIssues } from '../shared/issues.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import type * as z from '../shared/zod.ts';

/** The parsed input, or what is wrong with it. */
export type Parsed<T> =
  | { readonly data: T; readonly issues?: never }
  | { readonly data?: never; readonly issues: readonly RecordIssue[] };

/** Checks an input with a schema; `limits` say whether INPUT events are expected. */
export function parseBy<S extends z.ZodType>(
  schema: S,
  input: unknown,
  limits?: { readonly inputEvents: boolean },
): Parsed<z.infer<S>> {
  const parsed = schema.safeParse(input);
  return parsed.success ? { data: parsed.data } : { issues: toIssues(parsed.error, input, { ...limits, schema }) };
}

/**
 * Checks a list item by item, until the list of issues is full. Zod collects every issue, which takes seconds for a
 * long list, and overflows the stack for very many.
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

/** Checks an object with a schema that accepts any items in the named list, then these items one by one. */
export function* parseWithList<S extends z.ZodType<object>, K extends string & keyof z.infer<S>, T>(
  schema: S,
  input: unknown,
  name: K,
  parseItem: (item: unknown) => Parsed<T> | Work<Parsed<T>>,
): Work<Parsed<Omit<z.infer<S>, K> & Record<K, T[]>>> {
  const object = parseBy(schema, input);
  // Cast: anything but null and undefined may be indexed
  const list = (input as Record<string, unknown> | null | undefined)?.[name];
  const items = yield* parseList(Array.isArray(list) ? list : [], parseItem);
  const issues = new IssueList(object.issues);
  issues.add((items.issues ?? []).map((issue) => inside(name, issue)));
  if (!issues.isEmpty) return { issues: issues.toArray() };
  // Cast: without issues both were parsed
  return { data: { ...object.data, [name]: items.data } as Omit<z.infer<S>, K> & Record<K, T[]> };
}
