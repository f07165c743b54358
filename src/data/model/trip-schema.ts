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

const yes = z.literal(true).optional();

/** A step of a trip. The trip ends with the first step that cannot be done. */
const stepSchema: z.ZodType<Step> = z
  .lazy(() =>
    z
      .strictObject({
        chance: z
          .number()
          .min(0)
          .max(1)
          .optional()
          .meta({ description: 'How often it is done, 0 to 1. Always if left out.' }),
        times: rangeSchema
          .optional()
          .meta({ description: 'How many times it is done, the least and the most. Once if left out.' }),
        go: pathSchema.optional().meta({
          description:
            'Goes to a page over those that lead there; what has to be done before, such as to log in, is done.',
        }),
        own: countSchema.optional().meta({
          description: 'With `go`: which of the pages with parameters, from 0; each visitor has an order of their own.',
        }),
        wander: z.array(z.string().min(1)).optional().meta({
          description: 'Follows a link that people follow, to a page of one of these kinds where there is one.',
        }),
        play: yes.meta({ description: 'Clicks on something that stays on the page.' }),
        click: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'Clicks on what has this label, as it stands in the model.' }),
        fill: yes.meta({ description: 'Fills in the fields of the page.' }),
        submit: yes.meta({ description: 'Fills in the fields of the page and sends the form.' }),
        search: yes.meta({ description: 'Searches for something by the search field of the site.' }),
        walk: yes.meta({ description: 'Does what weighs most, page by page, until the visit ends.' }),
        steps: z.array(stepSchema).max(MOST_STEPS).optional().meta({ description: 'Steps that are done together.' }),
        either: z
          .array(z.array(stepSchema).max(MOST_STEPS))
          .min(1)
          .optional()
          .meta({ description: 'Lists of steps, of which one is done.' }),
      })
      .refine((step) => VERBS.filter((verb) => step[verb] !== undefined).length === 1, {
        error: `expected one of ${VERBS.join(', ')}`,
      }),
  )
  .meta({ id: 'Step', title: 'Step', description: 'What a visitor does.' });

/** Something that people come for. */
export const tripSchema = z.strictObject({
  bookmark: pathSchema
    .optional()
    .meta({ description: 'The page on which such a visit begins now and then, where it comes directly.' }),
  steps: z
    .array(stepSchema)
    .max(MOST_STEPS)
    .meta({ description: 'What they do. The trip ends with the first step that cannot be done.' }),
});
