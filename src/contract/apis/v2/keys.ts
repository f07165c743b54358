import type { ListAsk } from '../../asking/lists.ts';
import type { Requirement } from '../../asking/requirement.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { EMPTY_KEY, longerAndShorter, madeUpId, madeUpKey } from '../../variants/key-variants.ts';
import { expectStatus } from '../expect-status.ts';
import { expectFurtherRefused, expectOwnJobs, FURTHER_OPERATIONS } from '../further-operations.ts';
import { toBody } from './body.ts';
import { searchAsk, siblings } from './siblings.ts';

/** How many of the credentials are tried with each request: a server that accepts one of the others accepts it with any. */
const TRIED_ON_ALL = 4;

/** Operations of v2 that a server need not have, but must not answer without a key. */
const FURTHER = [
  ...FURTHER_OPERATIONS,
  { method: 'GET', end: 'projects/*' },
  { method: 'POST', end: '*/users' },
] as const;

/** Fields of a body in which other APIs expect a key. */
const KEY_FIELDS = ['apiKey', 'api_key', 'key', 'token', 'access_token', 'authorization'];

const VARIABLE = 'OPENREPLAY_API_KEY';

/** Who is granted access by v2, and how others are refused. */
export const keyRequirements: readonly Requirement[] = [
  {
    id: 'AUTH-201',
    level: 'MUST',
    title: 'without "Bearer" and the right key every operation answers 401, before it looks at the body and the ID',
    source: 'observed: v2 (auth-none, auth-raw, auth-wrong, auth-before-body)',
    standsAlone: true,
    follows: ['AUTH-01', 'AUTH-02', 'AUTH-03'],
    check: async (context) => {
      const { key } = context.settings;
      const bare = (value: string, shell: string) => ({ value, shell, isWholeHeader: true });
      const credentials = [
        null,
        { ...EMPTY_KEY, isWholeHeader: true },
        madeUpKey(key),
        bare(key, `$${VARIABLE}`),
        bare(`Token ${key}`, `Token $${VARIABLE}`),
        bare(`Basic ${btoa(`${key}:`)}`, `Basic $(printf %s "$${VARIABLE}:" | base64 -w0)`),
        ...longerAndShorter(key),
      ];
      const asks: readonly ListAsk[] = [
        {},
        { body: '{"startTimestamp":' },
        { body: '{}' },
        { user: 'x'.repeat(257) },
        { user: `nobody-${context.seed}` },
        { project: madeUpId(context.settings.projectKey) },
      ];
      const ofLists = credentials.flatMap((credential, at) =>
        (at < TRIED_ON_ALL ? asks : asks.slice(0, 1)).map((ask) => ({ ...ask, credential })),
      );
      await sideBySide(ofLists, (ask) => context.lists.expectRefused(ask, [401], 'a request without the right key'));
      const ofSiblings = credentials.flatMap((credential) => siblings(context).map((ask) => ({ ...ask, credential })));
      await sideBySide(ofSiblings, async (ask) =>
        expectStatus(await context.exchanges.ask(ask), [401], `${ask.operation.operationId} without the right key`),
      );
      await expectFurtherRefused(context, FURTHER, [401]);
      const inBody = JSON.stringify(Object.fromEntries(KEY_FIELDS.map((name) => [name, key])));
      const body = toBody({}).replace('{', `${inBody.slice(0, -1)},`);
      await context.lists.expectRefused({ credential: null, body, isOdd: true }, [401], 'the key in the body');
    },
  },
  {
    id: 'ISOLATION-201',
    level: 'MUST',
    title: 'an unknown project is refused with 401 by every operation, before the body, and jobs are of one project',
    source: 'observed: v2 (project-unknown)',
    check: async (context) => {
      const project = madeUpId(context.settings.projectKey);
      await sideBySide<ListAsk, unknown>([{}, { body: '{' }, { user: 'x'.repeat(257) }], (ask) =>
        context.lists.expectRefused({ ...ask, project }, [401], 'an unknown project'),
      );
      await sideBySide(siblings(context), async (ask) => {
        const exchange = await context.exchanges.ask({ ...ask, params: { ...ask.params, project } });
        expectStatus(exchange, [401], `${ask.operation.operationId} of an unknown project`);
      });
      const search = searchAsk(context, '{"limit":1}');
      const found = await context.exchanges.ask({ ...search, params: { project } });
      expectStatus(found, [401, 403, 404, 405], 'a search in an unknown project');
      await expectOwnJobs(context, { unknown: project });
    },
  },
];
