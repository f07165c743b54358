import * as z from '../../shared/zod.ts';

const MOST_STEPS = 100;
const countSchema = z.int().min(0).max(1000);

/** A minimum and a maximum, both included. */
export const rangeSchema = z
  .tuple([countSchema, countSchema])
  .refine(([least, most]) => least <= most, { error: 'expected a minimum and a maximum that is not below it' });

/** The path of a page of the site, as in `pages`. */
export const pathSchema = z
  .string()
  .regex(/^\/\S*$/, { error: 'expected a path that starts with a slash and has no blanks' })
  .max(2000);

/** The message for a step with no field but `chance`. */
export interface Step {
  readonly chance?: number | undefined;
  readonly times?: readonly [number, number] | undefined;
  readonly go?: string | undefined;
  readonly own?: number | undefined;
  readonly wander?: readonly string[] | undefined;
  readonly play?: true | undefined;
  readonly click?: string | undefined;
  readonly fill?: true | undefined;
  readonly submit?: true | undefined;
  readonly search?: true | undefined;
  readonly walk?: true | undefined;
  readonly steps?: readonly Step[] | undefined;
  readonly either?: readonly (readonly Step[])[] | undefined;
}

const VERBS = ['go', 'wander', 'play', 'click', 'fill', 'submit', 'search', 'walk', 'steps', 'either'] as const;

/** A new one for each field, as each has its own description. */
const yes = () => z.literal(true).optional();

/** The fields of a step. */
export const stepFieldsSchema = z.strictObject({
  chance: z.number().min(0).max(1).optional(),
  times: rangeSchema.optional(),
  go: pathSchema.optional(),
  own: countSchema.optional(),
  wander: z.array(z.string().min(1)).optional(),
  play: yes(),
  click: z.string().min(1).optional(),
  fill: yes(),
  submit: yes(),
  search: yes(),
  walk: yes(),
  steps: z
    .array(z.lazy(() => stepSchema))
    .max(MOST_STEPS)
    .optional(),
  either: z
    .array(z.array(z.lazy(() => stepSchema)).max(MOST_STEPS))
    .min(1)
    .optional(),
});

/** A step of a trip. The trip ends at the first step that is not possible. */
const stepSchema: z.ZodType<Step> = stepFieldsSchema
  .refine((step) => VERBS.filter((verb) => step[verb] !== undefined).length === 1, {
    error: `expected one of ${VERBS.join(', ')}`,
  })
  .meta({ id: 'Step', title: 'Step', description: 'What a visitor does.' });

/** Something that people come for. */
export const tripSchema = z.strictObject({
  bookmark: pathSchema.optional(),
  steps: z.array(stepSchema).max(MOST_STEPS),
});
