import * as z from '../../shared/zod.ts';
import {
  clickSchema,
  fieldSchema,
  measuredSpeedSchema,
  pageSchema,
  parameterSchema,
  siteSchema,
  sourceSchema,
  visitorSchema,
} from './site-schema.ts';
import { stepFieldsSchema, tripSchema } from './trip-schema.ts';

type Words = string | { readonly description: string; readonly examples: string[] };

/**
 * Adds the descriptions that editors show to the fields of a site. They are separate from the schemas, as a page with a
 * mock also checks its site but needs none of them.
 */
export function describeSite(): void {
  describe(siteSchema, {
    host: { description: 'The host of all pages.', examples: ['bank.example.com'] },
    pages: 'The pages: paths, or objects that say more about them.',
    menu: 'Links on every page. Derived from the paths if left out.',
    parameters: 'The values in the curly braces of paths.',
    words: 'Texts by language, which replace their names in curly braces.',
    search: 'The search field of every page: its label, and the page of results, with one parameter.',
    entries: 'The pages on which visits start.',
    sources: 'Where visits come from.',
    visitors: 'The kinds of people who visit.',
    trips: 'What people come for, step by step.',
    phases: 'The numbers of events at which the phases of a visit start, for weights that are lists.',
    singlePage: 'Whether pages change without a page load.',
    speed: 'How fast pages load, or quantiles of the load time from minimum to maximum.',
    delays: 'Time from a click on a link to the page, without and with a page load.',
    longest: 'The most events of a visit. 60 if left out.',
    hits: 'The share of clicks on links that have a label: those on a picture have none. 0.85 if left out.',
  });
  describe(measuredSpeedSchema, {
    loadMs: 'Quantiles from minimum to maximum.',
    unmeasured: 'The share of page loads without times.',
  });
  describe(pageSchema, {
    path: { description: 'Path, with parameters in curly braces.', examples: ['/accounts/{id}/'] },
    title: 'The label of links to it. Derived from the path if left out.',
    kind: 'Its kind: home, list, detail, form, login, search, article, help or a word of your own. Derived from the path if left out.',
    pauseMs: 'Time before the next act here: the median, or quantiles from minimum to maximum.',
    singlePage: 'False if the page is always loaded, even on a single-page site.',
    menu: 'False if the menu is not on the page.',
    parent: 'The page from which people come here.',
    clicks: 'What can be clicked. Derived from the paths if left out.',
    fields: 'Fields of its form.',
    leaves: 'How often a visit ends here, for `walk`.',
  });
  describe(clickSchema, {
    label: 'Its text; null if the click is not stored. The title of the page it leads to if left out.',
    to: 'The page it leads to, as in `pages`; it stays on the page if left out.',
    some: 'How many of the pages with parameters it leads to.',
    soft: 'Whether the page changes without a page load.',
    needs: 'Required states of the visit, such as `loggedIn`; `formFilled` means that the fields are filled in.',
    unless: 'States in which it is not possible.',
    sets: 'States that it sets.',
    clears: 'States that it clears.',
  });
  describe(fieldSchema, {
    values: 'What people type, or several texts to draw from; masked if left out.',
    asks: 'The part of their name that people type.',
    weight: 'How often it is filled in, for `walk`.',
  });
  describe(parameterSchema, {
    pattern: { description: 'Its values, as a regular expression.', examples: ['[1-9][0-9]{6}'] },
    title: {
      description: 'What it is about, with `{words}` and `{{faker.calls}}`; the value is derived from it.',
      examples: ['{{commerce.productName}}'],
    },
    from: 'Groups of words, one of which the title uses.',
    of: 'The parameter whose groups of words it shares, as a search does with its results.',
    first: 'Values that always exist.',
    count: 'How many values there are.',
    personal: 'Whether each visitor has one or two personal values.',
  });
  describe(sourceSchema, {
    referrers: 'Full URLs, or an empty text for none.',
    weight: 'How often people come from here.',
  });
  describe(visitorSchema, {
    summary: 'What they do, in one sentence.',
    share: 'How many there are relative to the other kinds.',
    spanDays: 'Days from the first visit to the last, at most 180.',
    rhythm: 'When they visit.',
    sources: 'Where they come from, by how often.',
    seeks: 'The pages that they come for.',
    trips: 'What else they come for, by how often: names of `trips`.',
    finale: 'What they come for the last time, if that differs.',
    singlePage: 'Whether pages change for them without a page load.',
    has: 'States in which their visits start, by how often: `{"loggedIn": 0.6}`.',
  });
  describe(tripSchema, {
    bookmark: 'The page on which a direct visit of this kind sometimes starts.',
    steps: 'What they do. The trip ends at the first step that is not possible.',
  });
  describe(stepFieldsSchema, {
    chance: 'How often it is done, 0 to 1. Always if left out.',
    times: 'How many times it is done, minimum and maximum. Once if left out.',
    go: 'Goes to a page via the pages that lead there, and does what is required on the way, such as logging in.',
    own: 'With `go`: which of the pages with parameters, from 0; each visitor has their own order.',
    wander: 'Follows a usual link, to a page of one of these kinds if there is one.',
    play: 'Clicks on something that stays on the page.',
    click: 'Clicks on the element with this label, as written in the model.',
    fill: 'Fills in the fields of the page.',
    submit: 'Fills in the fields of the page and submits the form.',
    search: 'Searches for something with the search field of the site.',
    walk: 'Chooses acts by weight, page by page, until the visit ends.',
    steps: 'Steps to do together.',
    either: 'Lists of steps, one of which is done.',
  });
}

function describe<S extends z.ZodObject>(schema: S, words: Readonly<Partial<Record<keyof S['shape'], Words>>>): void {
  // Cast: an object of words has only these values
  for (const [name, field] of Object.entries(words) as [string, Words][]) {
    const described = schema.shape[name];
    if (!described) throw new TypeError(`Failed to describe the site: there is no field ${name}.`);
    z.globalRegistry.add(described, typeof field === 'string' ? { description: field } : field);
  }
}
