import * as z from '../../shared/zod.ts';
import { type Decoder, listOf, text } from './decode.ts';
import { decoderOf, type Field, findBroken, schemaOf, shortTexts, yesOrNo } from './fields.ts';
import { NotDecoded } from './json-text.ts';
import { type Broken, longest, oneOf, required } from './rules.ts';

/** The words for each operator: the product's front end uses some of them, and its clients others. */
export const OPERATORS = {
  is: [
    'is',
    'on',
    'in',
    'equals',
    '=',
    'true',
    'false',
    'before',
    'after',
    'onOrBefore',
    'onOrAfter',
    'between',
    'regex',
  ],
  isNot: ['isNot', 'notOn', 'notIn', 'notEquals', 'not', 'off', '!='],
  isAny: ['isAny', 'onAny', 'isNotBlank'],
  isUndefined: ['isUndefined', 'isBlank'],
  contains: ['contains'],
  notContains: ['notContains', 'doesNotContain'],
  startsWith: ['startsWith'],
  endsWith: ['endsWith'],
  greater: ['>', 'gt', 'greaterThan'],
  greaterOrEqual: ['>=', 'gte', 'greaterThanOrEqual'],
  less: ['<', 'lt', 'lessThan'],
  lessOrEqual: ['<=', 'lte', 'lessThanOrEqual'],
  ofSelector: [
    'selectorIs',
    'selectorIsAny',
    'selectorIsNot',
    'selectorIsUndefined',
    'selectorContains',
    'selectorNotContains',
    'selectorStartsWith',
    'selectorEndsWith',
  ],
} as const;

/** An operator. */
export type Comparison = keyof typeof OPERATORS;

const WORDS: readonly string[] = Object.values(OPERATORS).flat();

/** Finds the operator of a word. */
export function comparisonOf(operator: string): Comparison {
  // Cast: the keys of a constant
  const ways = Object.keys(OPERATORS) as Comparison[];
  return ways.find((way) => (OPERATORS[way] as readonly string[]).includes(operator)) ?? 'is';
}

const DATA_TYPES = ['string', 'number', 'boolean', 'integer', 'timestamp'] as const;
const ORDERS = ['and', 'or'] as const;
const MOST_CHARACTERS = 256;
const MOST_VALUES = 10;

const FILTER_FIELDS = {
  name: {
    name: 'Name',
    schema: z
      .string()
      .min(1)
      .max(MOST_CHARACTERS)
      .meta({ description: 'A column, a property, or with `isEvent` the name of an event.', examples: ['$country'] }),
    decoder: text,
    rules: [(value: string) => (value === '' ? 'required_without' : undefined), longest(MOST_CHARACTERS)],
  },
  operator: {
    name: 'Operator',
    schema: z
      .enum(WORDS as [string, ...string[]]) // Cast: there are some
      .meta({ description: 'The operator of the comparison.', examples: ['is'] }),
    decoder: text,
    rules: [required, oneOf(WORDS)],
  },
  propertyOrder: {
    name: 'PropertyOrder',
    schema: z
      .enum(ORDERS)
      .optional()
      .meta({ description: 'How filters of the properties of an event are combined.', examples: ['and'] }),
    decoder: text,
    rules: [oneOf(ORDERS)],
  },
  value: shortTexts('Value', MOST_VALUES, MOST_CHARACTERS, {
    description: 'The values to compare with, one of which suffices. Without any the filter has no effect.',
    examples: [['FR']],
  }),
  isEvent: yesOrNo('IsEvent', {
    description: 'Whether the filter asks for an event of that name.',
    examples: [false],
  }),
  dataType: {
    name: 'DataType',
    schema: z
      .enum(DATA_TYPES)
      .optional()
      .meta({ description: 'The type of the values.', examples: ['string'] }),
    decoder: text,
    rules: [oneOf(DATA_TYPES)],
  },
  autoCaptured: yesOrNo('AutoCaptured', {
    description: 'Whether a property was captured automatically by the tracker.',
    examples: [false],
  }),
} as const;

/** A condition on rows, decoded. */
export interface Filter {
  readonly name: string;
  readonly operator: string;
  readonly value: readonly string[];
  readonly isEvent: boolean;
  readonly propertyOrder: string;
  readonly dataType: string;
  readonly autoCaptured: boolean;
  /** Of a filter that asks for an event: conditions on the properties of that event. */
  readonly filters: readonly Filter[];
}

/** How deep filters are looked into. */
const MOST_DEPTH = 16;

/** The filters in a filter, which is the so-manieth from outside. */
function filtersAt(depth: number): Field<readonly Filter[]> {
  return {
    name: 'Filters',
    schema: z
      .array(propertyFilterSchema)
      .optional()
      .meta({ description: 'What the properties of the event have to meet, with `isEvent`.', examples: [[]] }),
    decoder: {
      zero: [],
      decode: (json) => {
        if (depth > MOST_DEPTH) throw new NotDecoded();
        return listOf(decoderAt(depth)).decode(json);
      },
    },
    rules: [],
    inside: findBrokenInAll,
  };
}

function decoderAt(depth: number): Decoder<Filter> {
  return decoderOf({ ...FILTER_FIELDS, filters: filtersAt(depth + 1) });
}

const propertyFilterSchema = schemaOf(FILTER_FIELDS).meta({
  id: 'PropertyFilter',
  title: 'Filter of a property',
  description: 'A condition that a property of an event has to meet.',
});

const ALL_FIELDS = { ...FILTER_FIELDS, filters: filtersAt(1) };

/** The schema of one condition on rows. */
const filterSchema = schemaOf(ALL_FIELDS).meta({
  id: 'Filter',
  title: 'Filter',
  description: 'A condition that rows must meet.',
});

/** Conditions on an event require how to combine them; that is checked last. */
function findBrokenIn(filter: Filter, path: string): Broken[] {
  const broken = findBroken(ALL_FIELDS, { ...filter }, path);
  const isOpen = filter.isEvent && filter.propertyOrder === '';
  return isOpen ? [...broken, { path: `${path}.PropertyOrder`, tag: 'required' }] : broken;
}

function findBrokenInAll(filters: readonly Filter[], path: string): Broken[] {
  return filters.flatMap((filter, at) => findBrokenIn(filter, `${path}[${at}]`));
}

/** Conditions that rows must all meet. */
export const filters: Field<readonly Filter[]> = {
  name: 'Filters',
  schema: z
    .array(filterSchema)
    .optional()
    .meta({ description: 'Conditions that rows must all meet.', examples: [[]] }),
  decoder: listOf(decoderAt(0)),
  rules: [],
  inside: findBrokenInAll,
};
