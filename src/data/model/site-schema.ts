import * as z from '../../shared/zod.ts';
import { LOCALES } from './locales.ts';
import { pathSchema, rangeSchema, type Step, tripSchema } from './trip-schema.ts';

const MOST_TEXT = 500;
const text = z.string().min(1).max(MOST_TEXT);
const name = z.string().regex(/^[A-Za-z][\w-]*$/, { error: 'expected a name of letters, digits, - and _' });
const number = z.number().min(0).max(1_000_000_000);

/** How often something is done relative to other things on the page; a list has a weight for each phase of a visit. */
const weightSchema = z.union([number, z.array(number).min(1).max(64)]).meta({
  description: 'How often it is chosen relative to the others. A list has a weight for each of `phases`.',
});

/**
 * Milliseconds: the median of a log-normal distribution, or evenly spaced quantiles from minimum to maximum, between
 * which values are drawn.
 */
const spreadSchema = z.union([
  z.number().min(0).max(3_600_000),
  z.array(z.number().min(0).max(86_400_000)).min(2).max(257),
]);

// a new one for each field, as each has its own description
const states = () => z.array(name).max(8).optional();
const conditionShape = {
  needs: states(),
  unless: states(),
  sets: states(),
  clears: states(),
};

/** What can be clicked. */
export const clickSchema = z.strictObject({
  label: text.nullable().optional(),
  to: pathSchema.optional(),
  weight: weightSchema.optional(),
  some: z.int().min(1).max(1000).optional(),
  soft: z.boolean().optional(),
  ...conditionShape,
});

/** A field of a form. */
export const fieldSchema = z.strictObject({
  label: text,
  values: z.union([text, z.array(text).min(1).max(1000)]).optional(),
  asks: z.enum(['first', 'last']).optional(),
  weight: weightSchema.optional(),
});

/** A page with more than its path. */
export const pageSchema = z.strictObject({
  path: pathSchema.clone(),
  title: text.optional(),
  kind: text.optional(),
  pauseMs: spreadSchema.optional(),
  singlePage: z.boolean().optional(),
  menu: z.boolean().optional(),
  parent: pathSchema.optional(),
  clicks: z.array(clickSchema).max(1000).optional(),
  fields: z.array(fieldSchema).max(100).optional(),
  leaves: weightSchema.optional(),
});

const groupSchema = z.record(name, z.array(text).min(1));
const wordSchema = z.union([text, z.array(text).min(1), z.array(groupSchema).min(1)]);

/** A parameter of paths. */
export const parameterSchema = z.strictObject({
  pattern: text.optional(),
  title: text.optional(),
  from: name.optional(),
  of: name.optional(),
  first: z.array(z.strictObject({ value: text, title: text })).optional(),
  count: z.int().min(1).max(500).optional(),
  personal: z.boolean().optional(),
});

/** Where visits come from. */
export const sourceSchema = z.strictObject({
  name,
  referrers: z.array(z.strictObject({ url: z.union([z.literal(''), z.url()]), weight: number.optional() })).min(1),
  weight: number.optional(),
});

/** A kind of visitor. */
export const visitorSchema = z.strictObject({
  name,
  summary: text.optional(),
  share: z.int().min(1).max(1000).optional(),
  sessions: rangeSchema.optional(),
  spanDays: rangeSchema.optional(),
  rhythm: z.enum(['private', 'office', 'mixed']).optional(),
  sources: z.record(name, number).optional(),
  seeks: z.array(pathSchema).min(1).optional(),
  trips: z.record(name, number).optional(),
  finale: z.record(name, number).optional(),
  singlePage: z.boolean().optional(),
  has: z.record(name, z.number().min(0).max(1)).optional(),
});

/** How fast pages load, as measured. */
export const measuredSpeedSchema = z.strictObject({
  loadMs: z.array(z.number().min(1).max(30_000)).min(2).max(257),
  unmeasured: z.number().min(0).max(1).optional(),
});

const shape = {
  $schema: z.string().optional(),
  host: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d{1,5})?$/, { error: 'expected a host in lower case, such as bank.example.com' }),
  pages: z
    .array(z.union([pathSchema, pageSchema]))
    .min(1)
    .max(2000),
  menu: z.array(clickSchema).max(100).optional(),
  parameters: z.record(name, parameterSchema).optional(),
  words: z.partialRecord(z.enum(LOCALES), z.record(name, wordSchema)).optional(),
  search: z.strictObject({ label: text, page: pathSchema }).optional(),
  entries: z
    .array(z.strictObject({ page: pathSchema, weight: number.optional(), sources: z.array(name).optional() }))
    .min(1)
    .optional(),
  sources: z.array(sourceSchema).min(1).optional(),
  visitors: z.array(visitorSchema).min(1).max(50).optional(),
  trips: z.record(name, tripSchema).optional(),
  phases: z.array(z.int().min(1).max(1000)).min(1).max(64).optional(),
  singlePage: z.boolean().optional(),
  speed: z.union([z.enum(['fast', 'usual', 'slow']), measuredSpeedSchema]).optional(),
  delays: z.strictObject({ soft: spreadSchema.optional(), loaded: spreadSchema.optional() }).optional(),
  longest: z.int().min(1).max(1000).optional(),
  hits: z.number().min(0).max(1).optional(),
};

/** A site that people walk through: only `host` and `pages` are required. */
export const siteSchema = z
  .strictObject(shape)
  .superRefine((site, context) => {
    for (const { path, message } of findDangling(site)) context.addIssue({ code: 'custom', path, message });
  })
  .meta({
    id: 'Site',
    title: 'Site',
    description: 'A site that people walk through: only `host` and `pages` are required.',
  });

/** What can be clicked on a page. */
export type ClickInput = z.infer<typeof clickSchema>;
/** A field of a form. */
export type FieldInput = z.infer<typeof fieldSchema>;
/** A page of a site. */
export type PageInput = z.infer<typeof pageSchema>;
/** A parameter of paths. */
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

/** Lists references to a page, source, trip or parameter that does not exist. */
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
