import { expect, it } from 'vitest';
import { createFetch, createMock } from '../../../src/index.ts';
import { fetchOf, runContract, targetOf } from '../../support/contract-run.ts';

const user = 'ada+test@example.com';
const mock = createMock();
await mock.record({
  projectKey: targetOf().projectKey,
  userId: user,
  events: [{ type: 'CLICK', timestamp: 1_760_000_000_000, label: 'Buy' }],
});
const ask = createFetch(mock);

it('a server that reads a + in the path as a space is diagnosed as such', async () => {
  const fetch = fetchOf((request) => ask(new Request(request.url.replaceAll('+', '%20'), request)));
  const { results } = await runContract(targetOf({ fetch, userIds: [user] }), { only: ['REQUEST-04'] });
  expect(results.find(({ id }) => id === 'REQUEST-04')).toMatchObject({
    outcome: 'not met',
    diagnosis: expect.stringContaining('A + in the path is read as a space'),
  });
});

it.each([
  ['%00', 'A NUL in the path (%00) reaches the database'],
  ['%zz', 'A path whose percent-encoding is broken'],
  ['%C0', 'Bytes in the path that are not UTF-8'],
])('a server that fails for %s in the path is diagnosed as such', async (bytes, sentence) => {
  const fetch = fetchOf(async (request) =>
    request.url.includes(bytes) ? Response.json({ errors: ['oops'] }, { status: 500 }) : ask(request),
  );
  const { results } = await runContract(targetOf({ fetch, userIds: [user] }), { only: ['ROBUST'] });
  expect(results.find(({ id }) => id === 'ROBUST-05')).toMatchObject({
    outcome: 'not met',
    diagnosis: expect.stringContaining(sentence),
  });
});

it.each([
  ['nginx/1.22.1', 'write proxy_pass without a path'],
  ['Caddy', 'A router or a proxy in front decodes %2F'],
])('a server that cuts an ID at an encoded slash is diagnosed as such: %s', async (server, sentence) => {
  const fetch = fetchOf(async (request) => {
    const reply = await ask(new Request(request.url.replace(/%2F(?=\/)/gi, ''), request));
    reply.headers.set('server', server);
    return reply;
  });
  const { results } = await runContract(targetOf({ fetch, userIds: [user] }), { only: ['ISOLATION-09'] });
  expect(results.find(({ id }) => id === 'ISOLATION-09')).toMatchObject({
    outcome: 'not met',
    diagnosis: expect.stringContaining(sentence),
  });
});

it('a server that ignores the project is not diagnosed as cleaning paths', async () => {
  const inPath = /\/app\/[^/]*/;
  const fetch = fetchOf((request) =>
    ask(new Request(request.url.replace(inPath, `/app/${targetOf().projectKey}`), request)),
  );
  const { results } = await runContract(targetOf({ fetch, userIds: [user] }), {
    only: ['ISOLATION-04', 'ISOLATION-09'],
  });
  expect(results).toMatchObject([
    { id: 'ISOLATION-04', outcome: 'not met' },
    { id: 'ISOLATION-09', outcome: 'skipped', follows: 'ISOLATION-04' },
  ]);
});
