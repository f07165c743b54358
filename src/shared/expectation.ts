import { didYouMean } from './closest.ts';
import { knownFields } from './known-fields.ts';
import type * as z from './zod.ts';

/** How to name Zod's types where a schema has no text of its own. */
const GENERIC = /^(?:Invalid|Too (?:small|big))/;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
  nonoptional: 'a value',
};

/**
 * Says what was expected, in the schema's own text if it has one, or which field is unknown.
 *
 * @param schema - the schema of the whole input, to suggest which field an unknown one was likely meant to be.
 * @param received - the value at the issue, to suggest which of a choice it was likely meant to be.
 */
export function expectationOf(issue: z.core.$ZodIssue, schema?: z.core.$ZodType, received?: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const hint = schema ? didYouMean(issue.keys[0] ?? '', knownFields(schema, issue.path)) : '';
    return `there is no field ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}${hint}`;
  }
  if (!GENERIC.test(issue.message)) return issue.message;
  return `expected ${describe(issue)}${likelyValue(issue, received)}`;
}

function likelyValue(issue: z.core.$ZodIssue, received: unknown): string {
  return issue.code === 'invalid_value' && typeof received === 'string'
    ? didYouMean(received, issue.values.map(String))
    : '';
}

function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? `a value of type ${issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values.map((value) => JSON.stringify(value)));
    case 'too_small':
      return atLeast(issue);
    case 'too_big':
      return atMost(issue);
    case 'invalid_union':
      return unionOf(issue);
    case 'invalid_format':
      return formOf(issue);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    default:
      return 'another value';
  }
}

function formOf({ format, prefix, pattern }: z.core.$ZodIssueInvalidStringFormat & { prefix?: string }): string {
  if (prefix) return `text that begins with "${prefix}"`;
  return `text of the form ${format === 'regex' ? pattern : format}`;
}

function unionOf({ errors, message }: z.core.$ZodIssueInvalidUnion): string {
  // for a discriminated union only Zod's message has the values of the discriminator
  const values = message.match(/'[^']*'/g);
  if (values) return oneOf(values.map((value) => JSON.stringify(value.slice(1, -1))));
  const options = errors.flatMap(([first]) => (first && first.path.length === 0 ? [describe(first)] : []));
  return options.length > 0 ? oneOf([...new Set(options)]) : 'another value';
}

function atLeast({ origin, minimum, inclusive = true }: z.core.$ZodIssueTooSmall): string {
  const unit = UNITS[origin];
  if (unit === undefined) return inclusive ? `${minimum} or more` : `more than ${minimum}`;
  return minimum === 1 ? `at least one ${unit}` : `at least ${minimum} ${unit}s`;
}

function atMost({ origin, maximum, inclusive = true }: z.core.$ZodIssueTooBig): string {
  const unit = UNITS[origin];
  if (unit === undefined) return inclusive ? `${maximum} or less` : `less than ${maximum}`;
  return `at most ${maximum} ${unit}s`;
}

const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'item', set: 'item', file: 'byte' };

function oneOf(options: readonly string[]): string {
  return options.length < 2 ? options.join('') : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;
}
