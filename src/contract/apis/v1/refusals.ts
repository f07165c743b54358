import type { OperationAsk } from '../../asking/exchanges.ts';
import type { Rule } from '../../asking/inspector.ts';
import type { ListAsk } from '../../asking/lists.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { EMPTY_KEY, longerAndShorter, madeUpId, madeUpKey, type WrongKey } from '../../variants/key-variants.ts';
import { lastSegment, type Respell } from '../../variants/path-variants.ts';
import { bareKeyRequirement } from '../bare-key.ts';
import { expectStatus } from '../expect-status.ts';
import { expectFurtherRefused, expectOwnJobs, FURTHER_OPERATIONS } from '../further-operations.ts';
import { eventsAsk, userAsk } from './asks.ts';
import type { Summary } from './summaries.ts';

/** Statuses without a key, or with a wrong one. */
const KEY_REFUSED = [401, 403];
/** Statuses for an unknown project; the enterprise edition sends 401, and the first releases returned an empty list. */
const PROJECT_REFUSED = [400, 401, 404];

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;

/** How v1 refuses. */
export const refusalRequirements: readonly Requirement[] = [
  bareKeyRequirement({ level: 'MUST', statuses: KEY_REFUSED }),
  {
    id: 'AUTH-101',
    level: 'MUST',
    title: 'without the right key every operation answers 401 or 403, before it looks at project and dates',
    source: 'observed: v1 (auth-none, auth-wrong, auth-none-and-bad-date, auth-none-unknown-project, events-no-auth)',
    standsAlone: true,
    follows: ['AUTH-01', 'AUTH-02', 'AUTH-03'],
    check: async (context) => {
      const { key } = context.settings;
      const busy = await busySession(context);
      const unknown = madeUpId(context.settings.projectKey);
      const asks: readonly ListAsk[] = [
        {},
        { window: { start: 'abc' } },
        { project: unknown },
        { user: `nobody-${context.seed}` },
      ];
      const without = [null, EMPTY_KEY, madeUpKey(key)];
      for (const credential of without) {
        await sideBySide(asks, async (ask) => {
          await context.lists.expectRefused({ ...ask, credential }, KEY_REFUSED, nameOf(credential));
        });
      }
      // from here on, a cache of answers contains these
      await sideBySide(siblings(context, { sessionId: busy }), (ask) => context.exchanges.ask(ask));
      const bearer = { name: '"Bearer" and the key', value: `Bearer ${key}`, shell: 'Bearer $OPENREPLAY_API_KEY' };
      const strangers = [...without, ...longerAndShorter(key), bearer];
      const tried = strangers.flatMap((credential) => {
        // an invalid ID and an unknown project must only be noticed after the key
        const sessionId = credential === null ? 'abc' : busy;
        const project = credential === EMPTY_KEY ? unknown : undefined;
        return siblings(context, { sessionId, project }).map((ask) => ({ ask, credential }));
      });
      await sideBySide(tried, async ({ ask, credential }) => {
        const exchange = await context.exchanges.ask({ ...ask, credential });
        expectStatus(exchange, KEY_REFUSED, `${nameOf(credential)}: ${ask.operation.operationId}`);
      });
      await expectFurtherRefused(context, FURTHER_OPERATIONS, KEY_REFUSED);
    },
  },
  {
    id: 'ISOLATION-101',
    level: 'MUST',
    title:
      'an unknown project is refused with 404, 400 or 401 by every operation, or has nothing, and jobs are of one project',
    source: 'observed: v1 (project-unknown, events-unknown-project)',
    check: async (context) => {
      const project = madeUpId(context.settings.projectKey);
      const list = await context.lists.askOnce({ project });
      const isEmpty = context.lists.itemsOf(list)?.length === 0;
      if (!isEmpty) expectStatus(list, PROJECT_REFUSED, 'an unknown project');
      // releases that know no unknown projects find events by session alone
      const sessionId = isEmpty ? '1' : await busySession(context);
      await sideBySide(siblings(context, { sessionId, project }), async (ask) => {
        const exchange = await context.exchanges.ask(ask);
        const { data } = (context.exchanges.bodyOf(exchange) ?? {}) as { data?: unknown };
        const isNothing =
          exchange.reply?.status === 200 && (data === null || (Array.isArray(data) && data.length === 0));
        if (!isNothing) expectStatus(exchange, PROJECT_REFUSED, 'an unknown project');
      });
      const [first] = context.lists.itemsOf(await context.lists.askOnce({})) ?? [];
      await expectOwnJobs(context, { unknown: project, projectId: (first?.value as Summary | undefined)?.projectId });
    },
  },
  {
    id: 'REQUEST-101',
    level: 'MUST',
    title: 'another method is refused with 405, and another path with 404',
    source: 'observed: v1 (method-POST, method-PUT, method-PATCH, route-unknown)',
    check: async (context) => {
      const user = `nobody-${context.seed}@example.invalid`;
      // this user and session do not exist, so nothing a server does with them does harm
      await sideBySide(['POST', 'PUT', 'PATCH'], async (method) =>
        expectStatus(await context.lists.ask({ method, user }), [405], method),
      );
      await sideBySide([userAsk(context, encodeURIComponent(user)), eventsAsk(context, '1')], async (ask) => {
        const exchange = await context.exchanges.ask({ ...ask, method: 'POST' });
        expectStatus(exchange, [405], `POST: ${ask.operation.operationId}`);
      });
      const besides: readonly [string, Respell][] = [
        ['the path with another last word', lastSegment(() => 'nothing-here')],
        ['the path with one letter more', lastSegment((last) => `${last}x`)],
      ];
      await sideBySide(besides, async ([what, beside]) =>
        expectStatus(await context.lists.ask({ beside, user }), [404], what),
      );
    },
  },
  {
    id: 'ROBUST-101',
    level: 'MUST',
    title: 'a refusal by the API is a JSON object, and labelled as JSON',
    source: 'observed: v1 (all refusals; what stands in front may refuse in its own form)',
    needs: 'a status that refuses something; leave AUTH and ISOLATION in with --only',
    rule: onOwnRefusals(({ exchange: { reply }, body }) => {
      const type = reply?.headers.get('content-type') ?? 'no content-type';
      const isObject = body !== null && typeof body === 'object' && !Array.isArray(body);
      return JSON_TYPE.test(type) && isObject
        ? 'met'
        : { expected: 'a JSON object, labelled as JSON', received: `${type}: ${reply?.text?.slice(0, 100)}` };
    }),
  },
  {
    id: 'ROBUST-102',
    level: 'SHOULD',
    title: 'a NUL in the path does not make the server fail',
    source: 'observed: v1 (user-nul answers 500)',
    rule: ({ exchange: { request, reply } }) => {
      if (!request.mayFail) return undefined;
      return reply && reply.status >= 500
        ? { expected: 'no status from 500 on', received: `status ${reply.status}` }
        : 'met';
    },
    needs: 'a null in its path; leave ISOLATION in with --only',
  },
];

/** The ID of a session with events; an ID that does not exist if no list was returned. */
async function busySession({ lists }: RunContext): Promise<string> {
  const sessions = (lists.itemsOf(await lists.askOnce({})) ?? []).map(({ value }) => value as Summary);
  const { sessionId = '1' } = sessions.find(({ eventsCount }) => Number(eventsCount) > 0) ?? sessions[0] ?? {};
  return String(sessionId);
}

/** The other operations, for the first user and for a session, in this project or another. */
function siblings(context: RunContext, of: { sessionId: string; project?: string | undefined }): OperationAsk[] {
  const projectKey = encodeURIComponent(of.project ?? context.settings.projectKey);
  const asks = [userAsk(context, encodeURIComponent(context.lists.user)), eventsAsk(context, of.sessionId)];
  return asks.map((ask) => ({ ...ask, params: { ...ask.params, projectKey } }));
}

const OF_THE_API = [400, 401, 403, 404, 405, 422];

/** Applies to refusals by the API itself, of any ordinary request. */
function onOwnRefusals(rule: Rule): Rule {
  return (inspected) => {
    const { request, reply } = inspected.exchange;
    const isOfApi = !request.isOdd && OF_THE_API.includes(reply?.status ?? 0) && request.method !== 'HEAD';
    return isOfApi ? rule(inspected) : undefined;
  };
}

function nameOf(credential: WrongKey | null): string {
  return credential?.name ?? 'no key';
}
