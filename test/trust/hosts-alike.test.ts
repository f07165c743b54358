import fc from 'fast-check';
import { setupServer } from 'msw/node';
import { fetch as fetchOverSocket } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { handlers } from '../../src/hosts/msw.ts';
import { serve } from '../../src/hosts/node.ts';
import { createFetch, createMock, DEVELOPMENT_KEY, type MockOptions } from '../../src/index.ts';
import { anyCharacter } from '../support/any-character.ts';

/** A request as a client of `fetch` states it. */
interface Asked {
  readonly method: string;
  /** Below the base path. */
  readonly path: string;
  readonly headers: readonly [string, string][];
  readonly body: string | undefined;
}

type Ask = (asked: Asked) => Promise<unknown>;

const ORIGIN = 'https://openreplay.example.com';

const segments = fc.oneof(
  fc.constantFrom(
    '3sWXSsqHgSKnE87YkNJK',
    'mickael@openreplay.com',
    'ada',
    '%',
    '%zz',
    '%C3%28',
    '%00',
    '%2F',
    '%252F',
    '..%2f',
  ),
  fc.constantFrom('%2e%2e', '.', ';', '__proto__', '💩', 'a b', '"<>`{}|^', '\\', "'", '[]', '%E2%82', 'x'.repeat(257)),
  fc.string({ unit: anyCharacter, maxLength: 8 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const dates = fc.oneof(
  fc.constantFrom('0', '-1', '1623440907762', '1e3', '', '%20', '%', '8640000000000000', '9e99', '٣', '+1', '1 ', "'"),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const queries = fc
  .array(fc.tuple(fc.constantFrom('start_date', 'end_date', 'end%5Fdate', 'x', '__proto__', ''), dates), {
    maxLength: 3,
  })
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join('&')}`));
const paths = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constant('3sWXSsqHgSKnE87YkNJK') }, segments),
    fc.oneof({ weight: 2, arbitrary: fc.constant('mickael@openreplay.com') }, segments),
    queries,
  )
  .map(([project, user, query]) => `/${project}/users/${user}/sessions${query}`);
const headers = fc
  .array(
    fc.constantFrom<[string, string]>(
      ['authorization', 'other'],
      ['authorization', ''],
      ['prefer', 'code=404'],
      ['prefer', 'code=503'],
      ['prefer', 'example=empty'],
      ['prefer', 'example=constructor'],
      ['prefer', 'code=99'],
      ['prefer', 'delay=1'],
      ['prefer', ',;='],
      ['accept', 'text/html'],
      ['content-type', 'application/json'],
    ),
    { maxLength: 3 },
  )
  .chain((more) =>
    fc.constantFrom<[string, string][]>(
      [['authorization', DEVELOPMENT_KEY], ...more],
      [['authorization', DEVELOPMENT_KEY]],
      more,
    ),
  );
const requests: fc.Arbitrary<Asked> = fc
  .record({
    method: fc.oneof(
      { weight: 3, arbitrary: fc.constant('GET') },
      fc.constantFrom('HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'),
    ),
    path: paths,
    headers,
    body: fc.option(fc.constantFrom('', '{}', 'x=1'), { nil: undefined }),
  })
  .map(({ method, body, ...rest }) => ({ ...rest, method, body: /^P/.test(method) ? body : undefined }));

/** Opens a mock of the same options in each of three ways. */
async function openHosts(options: MockOptions): Promise<Record<'node:http' | 'MSW' | 'createFetch', Ask>> {
  const { url, close } = await serve(createMock(options), { port: 0 });
  onTestFinished(close);
  const worker = setupServer(...handlers(createMock(options), { baseUrl: `${ORIGIN}/api/app` }));
  worker.listen({ onUnhandledRequest: 'error' });
  onTestFinished(() => worker.close());
  const inProcess = createFetch(createMock(options));
  const asker =
    (send: typeof fetch, base: string): Ask =>
    async ({ path, method, headers, body }) => {
      const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
      try {
        return await toFacts(await send(base + path, body === undefined ? init : { ...init, body }));
      } catch (error) {
        if (error instanceof TypeError) return 'no reply, or a broken one';
        throw error;
      }
    };
  return {
    // Cast: undici's own fetch, which MSW does not take over, is that of Node but for its types.
    'node:http': asker(fetchOverSocket as unknown as typeof fetch, url),
    MSW: asker((...args) => fetch(...args), `${ORIGIN}/api/app`),
    createFetch: asker(inProcess, `${ORIGIN}/api/app`),
  };
}

async function toFacts(reply: Response): Promise<unknown> {
  const body = Buffer.from(await reply.arrayBuffer()).toString('latin1');
  const names = [
    'content-type',
    'content-length',
    'allow',
    'retry-after',
    'location',
    'set-cookie',
    'vary',
    'cache-control',
  ];
  return { status: reply.status, body, headers: names.map((name) => [name, reply.headers.get(name)]) };
}

/** Whether the URL is still one of the API once its dots and backslashes are resolved, as every client does. */
function isOfTheApi(path: string): boolean {
  return /^\/api\/app\/[^/]+\/users\/[^/]+\/sessions$/.test(new URL(`${ORIGIN}/api/app${path}`).pathname);
}

describe('node:http, MSW and createFetch', () => {
  test.each<[string, MockOptions, number]>([
    ['answer alike, whatever is asked', { users: 3 }, 300],
    [
      'go wrong alike, request by request',
      {
        users: 3,
        faults: [
          { drop: true, rate: 0.2 },
          { cut: 0.5, rate: 0.2 },
          { status: 503, retryAfterSeconds: 3, rate: 0.3 },
        ],
      },
      100,
    ],
    ['show scenarios alike', { users: 3, scenarios: ['unsafe-ids', 'input-events'] }, 40],
  ])('%s', async (_, options, numRuns) => {
    const { 'node:http': overSocket, MSW, createFetch } = await openHosts(options);
    const law = fc.asyncProperty(requests, async (asked) => {
      fc.pre(isOfTheApi(asked.path));
      const facts = await overSocket(asked);
      expect({ MSW: await MSW(asked), createFetch: await createFetch(asked) }).toEqual({
        MSW: facts,
        createFetch: facts,
      });
    });
    await fc.assert(law, { numRuns });
  });

  test('answer alike beside the API too, where a client reaches both', async () => {
    const { 'node:http': overSocket, createFetch } = await openHosts({ users: 0 });
    const below = fc.webPath().map((path) => `${path.replace(/^\/?/, '/')}`);
    const law = fc.asyncProperty(below, async (path) => {
      const asked: Asked = { method: 'GET', path, headers: [['authorization', DEVELOPMENT_KEY]], body: undefined };
      expect(await createFetch(asked)).toEqual(await overSocket(asked));
    });
    await fc.assert(law, { numRuns: 50 });
  });
});
