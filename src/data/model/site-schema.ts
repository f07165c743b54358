import * as z from '../../shared/zod.ts';
import { LOCALES } from './locales.ts';
import { pathSchema, rangeSchema, type Step, tripSchema } from './trip-schema.ts';

const MOST_TEXT = 500;
const text = z.string().min(1).max(MOST_TEXT);
const name = z.string().regex(/^[A-Za-z][\w-]*$/, { error: 'expected a name of letters, digits, - and _' });
const number = z.number().min(0).max(1_000_000_000);

/** How often something is done beside other things of the page; a list gives it for each phase of a visit. */
const weightSchema = z.union([number, z.array(number).min(1).max(64)]).meta({
  description: 'How often it is taken beside the others. A list gives it for each of `phases`.',
});

/**
 * Milliseconds: the median of a log-normal spread, or quantiles from the least to the most at even distances, between
 * which is drawn.
 */
const spreadSchema = z.union([
  z.number().min(0).max(3_600_000),
  z.array(z.number().min(0).max(86_400_000)).min(2).max(257),
]);

const states = z.array(name).max(8).optional();
const conditionShape = {
  needs: states.meta({
    description:
      'States of the visit that are needed, such as `loggedIn`; `formFilled` is that the fields are filled in.',
  }),
  unless: states.meta({ description: 'States with which it cannot be done.' }),
  sets: states.meta({ description: 'States that it brings.' }),
  clears: states.meta({ description: 'States that it ends.' }),
};

const clickSchema = z.strictObject({
  label: text.nullable().optional().meta({
    description:
      'What it says; null where nothing is stored of the click. The title of the page it leads to if left out.',
  }),
  to: pathSchema
    .optional()
    .meta({ description: 'The page it leads to, as in `pages`; it stays on the page if left out.' }),
  weight: weightSchema.optional(),
  some: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: 'Leads to so many of the pages with parameters only.' }),
  soft: z.boolean().optional().meta({ description: 'Whether the page changes without being loaded.' }),
  ...conditionShape,
});

const fieldSchema = z.strictObject({
  label: text,
  values: z
    .union([text, z.array(text).min(1).max(1000)])
    .optional()
    .meta({
      description: 'What people type, or several to draw from; masked if left out.',
    }),
  asks: z.enum(['first', 'last']).optional().meta({ description: 'The part of their own name that they type.' }),
  weight: weightSchema.optional().meta({ description: 'How often it is filled in, for `walk`.' }),
});

const pageSchema = z.strictObject({
  path: pathSchema.meta({ description: 'Path, with parameters in curly braces.', examples: ['/accounts/{id}/'] }),
  title: text.optional().meta({ description: 'What links to it say. Made from the path if left out.' }),
  kind: text.optional().meta({
    description:
      'What it is for: home, list, detail, form, login, search, article, help or a word of your own. Made from the path if left out.',
  }),
  pauseMs: spreadSchema.optional().meta({
    description: 'Time before people do the next thing here: the median, or quantiles from the least to the most.',
  }),
  singlePage: z
    .boolean()
    .optional()
    .meta({ description: 'False where the page is always loaded, on a site of a single page too.' }),
  menu: z.boolean().optional().meta({ description: 'False where the menu is not on the page.' }),
  parent: pathSchema.optional().meta({ description: 'The page over which people come here.' }),
  clicks: z
    .array(clickSchema)
    .max(1000)
    .optional()
    .meta({ description: 'What can be clicked. Made from the paths if left out.' }),
  fields: z.array(fieldSchema).max(100).optional().meta({ description: 'Fields of its form.' }),
  leaves: weightSchema.optional().meta({ description: 'How often a visit ends here, for `walk`.' }),
});

const groupSchema = z.record(name, z.array(text).min(1));
const wordSchema = z.union([text, z.array(text).min(1), z.array(groupSchema).min(1)]);

const parameterSchema = z.strictObject({
  pattern: text.optional().meta({ description: 'Its values, as a regular expression.', examples: ['[1-9][0-9]{6}'] }),
  title: text.optional().meta({
    description: 'What it is about, with `{words}` and `{{faker.calls}}`; the value is made from it.',
    examples: ['{{commerce.productName}}'],
  }),
  from: name.optional().meta({ description: 'Groups of words, of which the title takes one.' }),
  of: name
    .optional()
    .meta({ description: 'The parameter whose groups of words it shares, as a search does with what it finds.' }),
  first: z
    .array(z.strictObject({ value: text, title: text }))
    .optional()
    .meta({ description: 'Values that are always there.' }),
  count: z.int().min(1).max(500).optional().meta({ description: 'How many values there are.' }),
  personal: z.boolean().optional().meta({ description: 'Whether each visitor has one or two values of their own.' }),
});

const sourceSchema = z.strictObject({
  name,
  referrers: z
    .array(z.strictObject({ url: z.union([z.literal(''), z.url()]), weight: number.optional() }))
    .min(1)
    .meta({
      description: 'Full addresses, or an empty text for none.',
    }),
  weight: number.optional().meta({ description: 'How often people come from here.' }),
});

const visitorSchema = z.strictObject({
  name,
  summary: text.optional().meta({ description: 'What they do, in one sentence.' }),
  share: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: 'How many there are beside those of the other kinds.' }),
  sessions: rangeSchema.optional(),
  spanDays: rangeSchema.optional().meta({ description: 'Days from the first visit to the last, at most 180.' }),
  rhythm: z.enum(['private', 'office', 'mixed']).optional().meta({ description: 'When they visit.' }),
  sources: z.record(name, number).optional().meta({ description: 'Where they come from, by how often.' }),
  seeks: z.array(pathSchema).min(1).optional().meta({ description: 'The pages that they come for.' }),
  trips: z
    .record(name, number)
    .optional()
    .meta({ description: 'What they come for besides, by how often: names of `trips`.' }),
  finale: z
    .record(name, number)
    .optional()
    .meta({ description: 'What they come for the last time, where that differs.' }),
  singlePage: z.boolean().optional().meta({ description: 'Whether pages change for them without being loaded.' }),
  has: z.record(name, z.number().min(0).max(1)).optional().meta({
    description: 'States in which their visits begin, by how often: `{"loggedIn": 0.6}`.',
  }),
});

const shape = {
  $schema: z.string().optional(),
  host: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d{1,5})?$/, { error: 'expected a host in small letters, such as bank.example.com' })
    .meta({ description: 'The host of all pages.', examples: ['bank.example.com'] }),
  pages: z
    .array(z.union([pathSchema, pageSchema]))
    .min(1)
    .max(2000)
    .meta({ description: 'The pages: paths, or more about them.' }),
  menu: z.array(clickSchema).max(100).optional().meta({
    description: 'Links that are on each page. Made from the paths if left out.',
  }),
  parameters: z
    .record(name, parameterSchema)
    .optional()
    .meta({ description: 'What stands in the curly braces of paths.' }),
  words: z.partialRecord(z.enum(LOCALES), z.record(name, wordSchema)).optional().meta({
    description: 'Texts by language, which stand for their names in curly braces.',
  }),
  search: z.strictObject({ label: text, page: pathSchema }).optional().meta({
    description: 'The search field of each page: its label, and the page of what is found, with one parameter.',
  }),
  entries: z
    .array(z.strictObject({ page: pathSchema, weight: number.optional(), sources: z.array(name).optional() }))
    .min(1)
    .optional()
    .meta({ description: 'The pages on which visits begin.' }),
  sources: z.array(sourceSchema).min(1).optional().meta({ description: 'Where visits come from.' }),
  visitors: z.array(visitorSchema).min(1).max(50).optional().meta({ description: 'The kinds of people who visit.' }),
  trips: z.record(name, tripSchema).optional().meta({ description: 'What people come for, step by step.' }),
  phases: z.array(z.int().min(1).max(1000)).min(1).max(64).optional().meta({
    description: 'The numbers of events with which the phases of a visit begin, for weights that are lists.',
  }),
  singlePage: z.boolean().optional().meta({ description: 'Whether pages change without being loaded.' }),
  speed: z
    .union([
      z.enum(['fast', 'usual', 'slow']),
      z.strictObject({
        loadMs: z
          .array(z.number().min(1).max(30_000))
          .min(2)
          .max(257)
          .meta({ description: 'Quantiles from the least to the most.' }),
        unmeasured: z.number().min(0).max(1).optional().meta({ description: 'How many loads have no times.' }),
      }),
    ])
    .optional()
    .meta({ description: 'How fast pages load, or quantiles of the load time from the least to the most.' }),
  delays: z.strictObject({ soft: spreadSchema.optional(), loaded: spreadSchema.optional() }).optional().meta({
    description:
      'Time from a click on a link to the page, where it is changed without being loaded and where it is loaded.',
  }),
  longest: z.int().min(1).max(1000).optional().meta({ description: 'The most events of a visit. 60 if left out.' }),
  hits: z.number().min(0).max(1).optional().meta({
    description: 'How many clicks on links have a label: those on a picture have none. 0.85 if left out.',
  }),
};

/** A site that people walk through: only `host` and `pages` are needed. */
export const siteSchema = z
  .strictObject(shape)
  .superRefine((site, context) => {
    for (const { path, message } of findDangling(site)) context.addIssue({ code: 'custom', path, message });
  })
  .meta({
    id: 'Site',
    title: 'Site',
    description: 'A site that people walk through: only `host` and `pages` are needed.',
  });

/** What can be clicked on a page. */
export type ClickInput = z.infer<typeof clickSchema>;
/** A field of a form. */
export type FieldInput = z.infer<typeof fieldSchema>;
/** A page of a site. */
export type PageInput = z.infer<typeof pageSchema>;
/** What a parameter of paths is like. */
export type ParameterInput = z.infer<typeof parameterSchema>;
/** Where visits come from. */
export type SourceInput = z.infer<typeof sourceSchema>;
/** A kind of visitor. */
export type VisitorInput = z.infer<typeof visitorSchema>;
/** Something people come for. */
export type TripInput = z.infer<typeof tripSchema>;
/** Milliseconds: a median, or quantiles. */
export type Spread = z.infer<typeof spreadSchema>;
/** How often, or how often in each phase. */
export type Weight = z.infer<typeof weightSchema>;
/** A site that people walk through. */
export type SiteInput = z.infer<z.ZodObject<typeof shape>>;

/** Lists what names a page, source, trip or parameter that is not there. */
function* findDangling(site: SiteInput): Generator<{ readonly path: PropertyKey[]; readonly message: string }> {
  const pages = site.pages.map((page) => (typeof page === 'string' ? { path: page } : page));
  const paths = new Set(pages.map(({ path }) => path));
  const isPage = (path: string) => paths.has(path);
  const one = (what: string, all: Iterable<string>) => `expected one of ${what} (${[...all].slice(0, 8).join(', ')})`;
  const noPage = (path: PropertyKey[]) => ({ path, message: one('the pages', paths) });
  for (const [i, { path }] of pages.entries()) {
    const place = typeof site.pages[i] === 'string' ? ['pages', i] : ['pages', i, 'path'];
    if (pages.findIndex((other) => other.path === path) < i) yield { path: place, message: 'expected each path once' };
    if (path.replace(/\{[A-Za-z]\w*\}/g, '').match(/[{}#]/)) {
      yield { path: place, message: 'expected parameters as in /accounts/{id}/, and no fragment' };
    }
  }
  for (const [i, page] of pages.entries()) {
    if (page.parent !== undefined && !isPage(page.parent)) yield noPage(['pages', i, 'parent']);
    for (const [j, { to }] of (page.clicks ?? []).entries()) {
      if (to !== undefined && !isPage(to)) yield noPage(['pages', i, 'clicks', j, 'to']);
    }
  }
  for (const [i, { to }] of (site.menu ?? []).entries()) {
    if (to === undefined || !isPage(to)) yield noPage(['menu', i, 'to']);
  }
  if (site.search && !(isPage(site.search.page) && /\{\w+\}/.test(site.search.page))) {
    yield { path: ['search', 'page'], message: 'expected one of the pages, with a parameter' };
  }
  const sources = site.sources?.map((source) => source.name) ?? ['direct', 'search', 'newsletter', 'link'];
  const noSource = (path: PropertyKey[]) => ({ path, message: one('the sources', sources) });
  for (const [i, entry] of (site.entries ?? []).entries()) {
    if (!isPage(entry.page)) yield noPage(['entries', i, 'page']);
    for (const [j, name] of (entry.sources ?? []).entries()) {
      if (!sources.includes(name)) yield noSource(['entries', i, 'sources', j]);
    }
  }
  const trips = Object.keys(site.trips ?? {});
  for (const [i, visitor] of (site.visitors ?? []).entries()) {
    for (const [j, path] of (visitor.seeks ?? []).entries())
      if (!isPage(path)) yield noPage(['visitors', i, 'seeks', j]);
    for (const name of Object.keys(visitor.sources ?? {})) {
      if (!sources.includes(name)) yield noSource(['visitors', i, 'sources', name]);
    }
    for (const field of ['trips', 'finale'] as const) {
      for (const name of Object.keys(visitor[field] ?? {})) {
        if (!trips.includes(name)) yield { path: ['visitors', i, field, name], message: one('the trips', trips) };
      }
    }
  }
  for (const [name, trip] of Object.entries(site.trips ?? {})) {
    if (trip.bookmark !== undefined && !isPage(trip.bookmark)) yield noPage(['trips', name, 'bookmark']);
    for (const { go, place } of goals(trip.steps, ['trips', name, 'steps'])) if (!isPage(go)) yield noPage(place);
  }
  for (const [name, { from, of }] of Object.entries(site.parameters ?? {})) {
    if (of !== undefined && site.parameters?.[of]?.from === undefined) {
      yield { path: ['parameters', name, 'of'], message: 'expected a parameter with `from`' };
    }
    if (from !== undefined && !Object.values(site.words ?? {}).every((words) => from in (words ?? {}))) {
      yield {
        path: ['parameters', name, 'from'],
        message: 'expected groups of words, which each language of `words` has',
      };
    }
  }
}

function* goals(
  steps: readonly Step[],
  place: PropertyKey[],
): Generator<{ readonly go: string; readonly place: PropertyKey[] }> {
  for (const [i, step] of steps.entries()) {
    const here = [...place, i];
    if (step.go !== undefined) yield { go: step.go, place: [...here, 'go'] };
    if (step.steps) yield* goals(step.steps, [...here, 'steps']);
    for (const [j, list] of (step.either ?? []).entries()) yield* goals(list, [...here, 'either', j]);
  }
}
