import { openRandom } from '../../shared/random.ts';
import { triedAt } from '../asking/depth.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../outcome/failure.ts';
import { spanOf } from '../reading/item.ts';
import { startsOfSessions } from '../reading/window.ts';
import {
  ACCOUNT_IDS,
  isCleaned,
  otherCodes,
  otherIds,
  PATTERN_IDS,
  PATTERN_PROJECTS,
  type Variant,
  WORD_IDS,
} from '../variants/id-variants.ts';
import { describeEnd, type Exchange, isRedirect, isRefusal } from '../wire/exchange.ts';
import { unknownProject } from './strangers.ts';
import { understoodOf } from './understood.ts';

/** One of them by the seed, or all. */
function accountIds({ seed, settings }: RunContext): readonly Variant[] {
  return settings.depth === 'deep' ? ACCOUNT_IDS : [openRandom(seed, 'accounts').pick(ACCOUNT_IDS)];
}

/** Whose data a reply returns. */
export const isolationRequirements: readonly Requirement[] = [
  {
    id: 'ISOLATION-01',
    depth: 'quick',
    level: 'MUST',
    title: 'an unknown user has no events: an empty list, or a refusal',
    source: 'documented: Parameters (userId)',
    check: async (context) => {
      const events = await context.baseline.all();
      const { first } = spanOf(events);
      const middle = events[Math.floor(events.length / 2)]?.time ?? 0;
      // the rows on windows have usually asked for these already
      const windows = await understoodOf(context, [{}, { start: 0, end: middle }, { start: first }]);
      const user = `nobody-${context.seed}@example.invalid`;
      await sideBySide(windows, (window) => expectNobody(context, { user, window }, 'an unknown user'));
      await expectNobody(context, { user: `visitor-${context.seed}` }, 'an unknown user');
    },
  },
  {
    id: 'ISOLATION-02',
    level: 'MUST',
    title: 'a user ID that is nearly right is another user',
    source: 'documented: Parameters (userId is a string)',
    check: async (context) => {
      for (const user of context.settings.userIds) {
        const others = othersOf(context, triedAt(context.settings.depth, otherIds(user)));
        await sideBySide(
          others.filter((other) => !isCleaned(other)),
          ({ name, segment, isOdd }) =>
            expectNoneOf(context, user, { userSegment: segment, isOdd }, `the user ID ${name}`),
        );
      }
    },
  },
  {
    id: 'ISOLATION-03',
    level: 'MUST',
    title: 'no user ID stands for everybody',
    source: 'documented: Parameters (userId is a string)',
    check: async (context) => {
      const nobody = { name: 'left empty', segment: '', isOdd: true };
      await sideBySide(othersOf(context, PATTERN_IDS), ({ name, segment }) =>
        expectNobodyElse(context, { userSegment: segment, isOdd: true }, `the user ID ${name}`),
      );
      const words = othersOf(context, [...WORD_IDS, ...accountIds(context)]);
      await sideBySide([...words, nobody], ({ name, segment, isOdd }) =>
        expectNoneOf(context, context.lists.user, { userSegment: segment, isOdd }, `the user ID ${name}`),
      );
    },
  },
  {
    id: 'ISOLATION-04',
    depth: 'quick',
    level: 'MUST',
    title: 'an unknown project is refused',
    source: 'documented: Parameters (projectKey)',
    standsAlone: true,
    check: async (context) => {
      // an existing project in the query does not replace the one in the path
      const named = ['projectKey', 'project_key', 'projectId', 'project_id', 'project', 'key'].map(
        (name) => `${name}=${encodeURIComponent(context.settings.projectKey)}`,
      );
      const window = { start: 0, end: 9_999_999_999_999 };
      const { query: dates } = context.lists.toAsk({ window });
      const query = [...(dates === undefined ? [] : [dates]), ...named].join('&');
      const asks: readonly ListAsk[] = [{}, { window, query }, { user: `nobody-${context.seed}` }];
      await sideBySide(asks, async (ask) => {
        const exchange = await context.seen.watch('project unknown', () =>
          context.lists.expectNoProject({ ...ask, project: unknownProject(context) }, 'an unknown project'),
        );
        // a server that echoes the URL echoes what the query names
        if ('query' in ask || !exchange.reply?.text?.includes(context.settings.projectKey)) return;
        throw new ContractFailure({
          expected: 'a refusal that names no project that exists',
          received: describeEnd(exchange),
          exchange,
        });
      });
    },
  },
  {
    id: 'ISOLATION-05',
    level: 'MUST',
    title: 'a project key that is nearly right is another project',
    source: 'documented: Parameters (projectKey)',
    check: async (context) => {
      const { projectKey, depth } = context.settings;
      const nothing = { name: 'left empty', segment: '' };
      await sideBySide(
        [
          ...triedAt(depth, otherCodes(projectKey)).filter((code) => !isCleaned(code)),
          ...triedAt(depth, PATTERN_PROJECTS),
          ...WORD_IDS.slice(0, 1),
          nothing,
        ],
        async ({ name, segment }) => {
          const ask = { projectSegment: segment, isOdd: true };
          // a redirect returns no data, and a cleaned path leads to the same project
          const isElsewhere = isRedirect(await context.lists.askOnce(ask));
          if (!isElsewhere) await context.lists.expectNoProject(ask, `the project key ${name}`);
        },
      );
    },
  },
  {
    id: 'ISOLATION-06',
    level: 'MUST',
    title: 'no session belongs to two users',
    source: 'documented: Retrieve user sessions',
    check: async (context) => {
      const { userIds } = context.settings;
      if (userIds.length < 2) throw new MissingInput('pass --user a second time to compare two users');
      const owners = new Map<string | number, string>();
      for (const user of userIds) {
        for (const session of startsOfSessions(await context.baseline.all(user)).keys()) {
          const owner = owners.get(session) ?? user;
          owners.set(session, owner);
          if (owner === user) continue;
          const exchange = await context.lists.ask({ user });
          throw new ContractFailure({
            expected: `no session of "${owner}" for "${user}"`,
            received: `session ${session} for both`,
            exchange,
          });
        }
      }
    },
  },
  {
    id: 'ISOLATION-07',
    level: 'MUST',
    title: 'the same user ID in another project is another user',
    source: 'documented: Parameters (projectKey)',
    check: async (context) => {
      const { otherProjectKey } = context.settings;
      if (!otherProjectKey)
        throw new MissingInput('pass --other-project, a second project of the same key, to compare two projects');
      for (const user of context.settings.userIds) {
        await expectNoneOf(context, user, { user, project: otherProjectKey }, `user "${user}" of the other project`);
      }
    },
  },
  {
    id: 'ISOLATION-08',
    level: 'MUST',
    title: 'a user without events has an empty list',
    source: 'documented: Status Codes',
    check: async (context) => {
      const { emptyUserId } = context.settings;
      if (!emptyUserId) throw new MissingInput('pass --empty-user, a user known to have no events');
      for (const window of [{}, { start: 0 }, { end: 9_999_999_999_999 }]) {
        const ask = { user: emptyUserId, window };
        // the rows on windows judge a window that is refused for everybody
        if (isRefusal(await context.lists.askOnce({ window }))) continue;
        await expectNobody(context, ask, 'a user without events');
        const exchange = await context.lists.askOnce(ask);
        if (!isRefusal(exchange) || exchange.reply?.status === 404) continue;
        throw new ContractFailure({
          expected: '200 with an empty list, or 404',
          received: describeEnd(exchange),
          exchange,
        });
      }
    },
  },
  {
    id: 'ISOLATION-09',
    level: 'SHOULD',
    title: 'an encoded slash or backslash is part of the user ID or project key and does not split the path',
    source: 'assumed: RFC 3986, 2.2',
    // a server that ignores the project, or compares only a part of an ID, does not clean the path
    follows: ['ISOLATION-02', 'ISOLATION-04', 'ISOLATION-05'],
    check: async (context) => {
      const { user } = context.lists;
      const ofUser = otherIds(user)
        .filter(isCleaned)
        .map(({ name, segment }) => ({ what: `the user ID ${name}`, ask: { userSegment: segment } }));
      const ofProject = otherCodes(context.settings.projectKey)
        .filter(isCleaned)
        .map(({ name, segment }) => ({
          what: `user "${user}" of the project key ${name}`,
          ask: { projectSegment: segment },
        }));
      await sideBySide([...ofUser, ...ofProject], ({ what, ask }) =>
        expectNoneOf(context, user, { ...ask, isOdd: true }, what, whoCleans),
      );
    },
  },
];

const CLEANED =
  'A router or a proxy in front decodes %2F or %5C and cleans the path (nginx does where proxy_pass has a path, Rack::Protection always), so user IDs with a slash in them cannot be read.';
const CLEANED_BY_NGINX =
  'nginx decodes %2F and cleans the path, so user IDs with a slash in them cannot be read: write proxy_pass without a path, which passes the URL on as it came. Where it must have one, merge_slashes off keeps doubled slashes alone.';

/** Says who cleans the path, if the reply shows it. */
function whoCleans({ reply }: Exchange): string {
  return /^(?:nginx|openresty)\b/i.test(reply?.headers.get('server') ?? '') ? CLEANED_BY_NGINX : CLEANED;
}

/** Leaves out the IDs of other users of the run. */
export function othersOf(context: RunContext, variants: readonly Variant[]): Variant[] {
  const known = context.settings.userIds.map(encodeURIComponent);
  return variants.filter(({ segment }) => !known.includes(segment));
}

/** Fails unless a reply is an empty list, a refusal, or a redirect of an odd request. An earlier reply of the run is reused, unless `isFresh`. */
export async function expectNobody(context: RunContext, ask: ListAsk, what: string): Promise<void> {
  const exchange = await answerTo(context, ask);
  if (exchange.reply?.status === 200) {
    if (context.lists.expectItems(exchange, ask.window).length === 0) return;
  } else if (isRefusal(exchange) || (ask.isOdd && isRedirect(exchange))) return;
  throw new ContractFailure({
    expected: `no events for ${what} (200 with an empty list, or a refusal)`,
    received: describeEnd(exchange),
    exchange,
  });
}

/**
 * Fails if an ID returns data of a user of the run: in its list or, where a list may be truncated, in the window of one
 * session. The ID may belong to somebody else, who has sessions of their own.
 */
export async function expectNobodyElse(context: RunContext, ask: ListAsk, what: string): Promise<void> {
  for (const user of context.settings.userIds) {
    const exchange = await expectNoneOf(context, user, ask, what);
    const { history } = context.lists.probe;
    const mayBeCutOff = history && (context.lists.itemsOf(exchange) ?? []).length > 0;
    if (!mayBeCutOff) continue;
    const [{ time = 0, end = time } = {}] = await context.baseline.history(user);
    const { stepMs = 1 } = history;
    await expectNoneOf(context, user, { ...ask, window: { start: time, end: end + stepMs } }, what);
  }
}

function answerTo({ lists }: RunContext, ask: ListAsk): Promise<Exchange> {
  return ask.isFresh ? lists.ask(ask) : lists.askOnce(ask);
}

/** Fails if a reply contains sessions of a user that it must not contain; returns it otherwise. An earlier reply of the run is reused. */
export async function expectNoneOf(
  context: RunContext,
  owner: string,
  ask: ListAsk,
  what: string,
  diagnose?: (exchange: Exchange) => string,
): Promise<Exchange> {
  const sessions = startsOfSessions(await context.baseline.history(owner));
  const exchange = await answerTo(context, ask);
  const status = exchange.reply?.status ?? 0;
  const seen = findSession(context.exchanges.bodyOf(exchange), new Set([...sessions.keys()].map(String)));
  // a redirect without data reveals nothing
  const isRefused = isRefusal(exchange) || (ask.isOdd && isRedirect(exchange));
  if (seen === undefined && (status === 200 || isRefused)) return exchange;
  throw new ContractFailure({
    expected: `${what} to have no session of "${owner}"`,
    received: seen === undefined ? describeEnd(exchange) : `status ${status} with session ${seen}`,
    exchange,
    diagnosis: seen === undefined ? undefined : diagnose?.(exchange),
  });
}

/** Finds one of these sessions in a body of any shape. */
function findSession(body: unknown, sessions: ReadonlySet<string>): string | undefined {
  if (body === null || typeof body !== 'object') return undefined;
  for (const [name, value] of Object.entries(body)) {
    if (/session/i.test(name) && sessions.has(String(value))) return String(value);
    const inside = findSession(value, sessions);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
