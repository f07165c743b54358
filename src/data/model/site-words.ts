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
 * Gives the fields of a site the words that editors show of them. They are apart from the schemas, as a page with a mock
 * checks its site too and needs none of them.
 */
export function describeSite(): void {
  describe(siteSchema, {
    host: { description: 'The host of all pages.', examples: ['bank.example.com'] },
    pages: 'The pages: paths, or more about them.',
    menu: 'Links that are on each page. Made from the paths if left out.',
    parameters: 'What stands in the curly braces of paths.',
    words: 'Texts by language, which stand for their names in curly braces.',
    search: 'The search field of each page: its label, and the page of what is found, with one parameter.',
    entries: 'The pages on which visits begin.',
    sources: 'Where visits come from.',
    visitors: 'The kinds of people who visit.',
    trips: 'What people come for, step by step.',
    phases: 'The numbers of events with which the phases of a visit begin, for weights that are lists.',
    singlePage: 'Whether pages change without being loaded.',
    speed: 'How fast pages load, or quantiles of the load time from the least to the most.',
    delays: 'Time from a click on a link to the page, where it is changed without being loaded and where it is loaded.',
    longest: 'The most events of a visit. 60 if left out.',
    hits: 'How many clicks on links have a label: those on a picture have none. 0.85 if left out.',
  });
  describe(measuredSpeedSchema, {
    loadMs: 'Quantiles from the least to the most.',
    unmeasured: 'How many loads have no times.',
  });
  describe(pageSchema, {
    path: { description: 'Path, with parameters in curly braces.', examples: ['/accounts/{id}/'] },
    title: 'What links to it say. Made from the path if left out.',
    kind: 'What it is for: home, list, detail, form, login, search, article, help or a word of your own. Made from the path if left out.',
    pauseMs: 'Time before people do the next thing here: the median, or quantiles from the least to the most.',
    singlePage: 'False where the page is always loaded, on a site of a single page too.',
    menu: 'False where the menu is not on the page.',
    parent: 'The page over which people come here.',
    clicks: 'What can be clicked. Made from the paths if left out.',
    fields: 'Fields of its form.',
    leaves: 'How often a visit ends here, for `walk`.',
  });
  describe(clickSchema, {
    label: 'What it says; null where nothing is stored of the click. The title of the page it leads to if left out.',
    to: 'The page it leads to, as in `pages`; it stays on the page if left out.',
    some: 'Leads to so many of the pages with parameters only.',
    soft: 'Whether the page changes without being loaded.',
    needs: 'States of the visit that are needed, such as `loggedIn`; `formFilled` is that the fields are filled in.',
    unless: 'States with which it cannot be done.',
    sets: 'States that it brings.',
    clears: 'States that it ends.',
  });
  describe(fieldSchema, {
    values: 'What people type, or several to draw from; masked if left out.',
    asks: 'The part of their own name that they type.',
    weight: 'How often it is filled in, for `walk`.',
  });
  describe(parameterSchema, {
    pattern: { description: 'Its values, as a regular expression.', examples: ['[1-9][0-9]{6}'] },
    title: {
      description: 'What it is about, with `{words}` and `{{faker.calls}}`; the value is made from it.',
      examples: ['{{commerce.productName}}'],
    },
    from: 'Groups of words, of which the title takes one.',
    of: 'The parameter whose groups of words it shares, as a search does with what it finds.',
    first: 'Values that are always there.',
    count: 'How many values there are.',
    personal: 'Whether each visitor has one or two values of their own.',
  });
  describe(sourceSchema, {
    referrers: 'Full addresses, or an empty text for none.',
    weight: 'How often people come from here.',
  });
  describe(visitorSchema, {
    summary: 'What they do, in one sentence.',
    share: 'How many there are beside those of the other kinds.',
    spanDays: 'Days from the first visit to the last, at most 180.',
    rhythm: 'When they visit.',
    sources: 'Where they come from, by how often.',
    seeks: 'The pages that they come for.',
    trips: 'What they come for besides, by how often: names of `trips`.',
    finale: 'What they come for the last time, where that differs.',
    singlePage: 'Whether pages change for them without being loaded.',
    has: 'States in which their visits begin, by how often: `{"loggedIn": 0.6}`.',
  });
  describe(tripSchema, {
    bookmark: 'The page on which such a visit begins now and then, where it comes directly.',
    steps: 'What they do. The trip ends with the first step that cannot be done.',
  });
  describe(stepFieldsSchema, {
    chance: 'How often it is done, 0 to 1. Always if left out.',
    times: 'How many times it is done, the least and the most. Once if left out.',
    go: 'Goes to a page over those that lead there; what has to be done before, such as to log in, is done.',
    own: 'With `go`: which of the pages with parameters, from 0; each visitor has an order of their own.',
    wander: 'Follows a link that people follow, to a page of one of these kinds where there is one.',
    play: 'Clicks on something that stays on the page.',
    click: 'Clicks on what has this label, as it stands in the model.',
    fill: 'Fills in the fields of the page.',
    submit: 'Fills in the fields of the page and sends the form.',
    search: 'Searches for something by the search field of the site.',
    walk: 'Does what weighs most, page by page, until the visit ends.',
    steps: 'Steps that are done together.',
    either: 'Lists of steps, of which one is done.',
  });
}

function describe<S extends z.ZodObject>(schema: S, words: Readonly<Partial<Record<keyof S['shape'], Words>>>): void {
  // Cast: an object of words has no other values than these
  for (const [name, field] of Object.entries(words) as [string, Words][]) {
    const described = schema.shape[name];
    if (!described) throw new TypeError(`Failed to describe the site: there is no field ${name}.`);
    z.globalRegistry.add(described, typeof field === 'string' ? { description: field } : field);
  }
}
