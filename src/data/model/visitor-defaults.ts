import type { SourceInput, TripInput, VisitorInput } from './site-schema.ts';
import type { Step } from './trip-schema.ts';

/** Where visits come from by default. */
export const USUAL_SOURCES: readonly SourceInput[] = [
  { name: 'direct', referrers: [{ url: '' }], weight: 5 },
  {
    name: 'search',
    referrers: [
      { url: '{searchEngine}', weight: 9 },
      ...['https://duckduckgo.com/', 'https://www.bing.com/', 'https://www.ecosia.org/'].map((url) => ({ url })),
    ],
    weight: 4,
  },
  {
    name: 'newsletter',
    referrers: [46, 47, 48].map((issue) => ({ url: `https://news.example.org/view?issue=${issue}&utm_medium=email` })),
    weight: 1,
  },
  {
    name: 'link',
    referrers: ['https://magazine.example.net/reviews/', 'https://blog.example.net/worth-a-visit/']
      .concat('https://forum.example.net/t/48213')
      .map((url) => ({ url })),
    weight: 1,
  },
];

const play: Step = { play: true };

/** What matters about a page that visitors seek. */
interface Goal {
  readonly path: string;
  readonly kind: string;
  /** Whether it has a form to submit. */
  readonly hasForm: boolean;
  readonly hasParameters: boolean;
}

/** What visitors do who seek a page. */
export function tripTo({ path, hasForm, hasParameters }: Goal, kinds: readonly string[]): TripInput {
  const steps: Step[] = [
    { chance: 0.35, times: [1, 3], wander: kinds },
    { go: path },
    { chance: 0.7, steps: [play] },
    ...(hasForm ? [{ chance: 0.8, submit: true } as const] : []),
    ...(hasParameters ? [{ chance: 0.5, steps: [{ go: path, own: 1 }, play] }] : []),
    { chance: 0.4, times: [1, 3], steps: [{ wander: kinds }, { chance: 0.4, steps: [play] }] },
  ];
  return { steps };
}

/** Name of the trip to a page. */
export function tripNameOf(path: string): string {
  return `seek ${path}`;
}

/** The trips of visitors without an aim. */
export function aimlessTrips(kinds: readonly string[]): Readonly<Record<string, TripInput>> {
  return {
    glance: { steps: [{ chance: 0.4, steps: [play, { chance: 0.3, steps: [play] }] }] },
    stroll: { steps: [{ times: [2, 9], steps: [{ chance: 0.35, steps: [play] }, { wander: kinds }] }] },
  };
}

/** The default kinds of visitor of a site. */
export function usualVisitors(goals: readonly Goal[], hasLogin: boolean): readonly VisitorInput[] {
  const paths = (wanted: (goal: Goal) => boolean) => goals.filter(wanted).map(({ path }) => path);
  const readable = paths(({ kind }) => ['detail', 'article', 'help', 'list', 'page'].includes(kind));
  const doable = paths(({ hasForm, kind }) => hasForm && kind !== 'login');
  const daily = paths(
    ({ hasParameters, kind }) => hasParameters || ['list', 'settings', 'payment', 'form'].includes(kind),
  );
  const or = (...lists: string[][]) => lists.find((list) => list.length > 0) ?? goals.map(({ path }) => path);
  const known = hasLogin ? 0.6 : 0;
  return [
    {
      ...{ name: 'bouncer', summary: 'Comes from a search or a link, looks at one page and leaves.', share: 6 },
      ...{ sessions: [1, 2], spanDays: [1, 60], rhythm: 'private', trips: { glance: 1 } },
      sources: { search: 3, link: 2, newsletter: 1 },
    },
    {
      ...{ name: 'explorer', summary: 'Looks around and reads.', share: 7 },
      ...{
        sessions: [1, 4],
        spanDays: [2, 60],
        rhythm: 'private',
        seeks: or(readable),
        trips: { stroll: readable.length },
      },
      sources: { search: 2, direct: 1, newsletter: 1, link: 1 },
    },
    {
      ...{ name: 'doer', summary: 'Comes for something and fills in a form for it.', share: 4 },
      ...{ sessions: [1, 5], spanDays: [1, 21], rhythm: 'private', seeks: or(doable, daily) },
      ...{ sources: { search: 2, direct: 2, newsletter: 1 }, has: { loggedIn: known / 6 } },
    },
    {
      ...{ name: 'regular', summary: 'Comes back to their own pages for months.', share: 7 },
      ...{ sessions: [4, 20], spanDays: [30, 180], rhythm: 'mixed', seeks: or(daily, doable) },
      ...{ sources: { direct: 5, newsletter: 1 }, has: { loggedIn: known } },
    },
    {
      ...{ name: 'power', summary: 'Works with the site: hundreds of sessions, in office hours.', share: 1 },
      ...{ sessions: [130, 450], spanDays: [150, 180], rhythm: 'office', seeks: or(daily, doable) },
      ...{ sources: { direct: 6, search: 1 }, has: { loggedIn: known * 1.5 } },
    },
  ];
}
