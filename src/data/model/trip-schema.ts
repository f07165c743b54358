import * as z from '../../shared/zod.ts';

const MOST_STEPS = 100;
const countSchema = z.int().min(0).max(1000);

/** A least and a most, both included. */
export const rangeSchema = z
  .tuple([countSchema, countSchema])
  .refine(([least, most]) => least <= most, { error: 'expected a least and a most that is not below it' });

/** The path of a page of the site, as it stands in `pages`. */
export const pathSchema = z
  .string()
  .regex(/^\/\S*$/, { error: 'expected a path that begins with a slash and has no blanks' })
  .max(2000);

/** What a visitor does, in place of one of which all fields but `chance` are left out. */
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

/** One of its own for each field, as each is described by itself. */
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

/** A step of a trip. The trip ends with the first step that cannot be done. */
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
