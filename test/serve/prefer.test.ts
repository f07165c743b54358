import { describe, expect, test } from 'vitest';
import { getUserSessions } from '../../src/api/documented/operations.ts';
import type { NamedExample } from '../../src/api/operation.ts';
import { createMock, DEVELOPMENT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';

const mock = createMock({ users: 0 });
const EXAMPLES: Readonly<Record<string, Readonly<Record<string, NamedExample>>>> = Object.fromEntries(
  Object.entries(getUserSessions.replies).map(([status, { examples }]) => [status, examples]),
);

async function ask(prefer: string, authorization: string | undefined = DEVELOPMENT_KEY) {
  const path = `/api/app${sessionsPath()}`;
  const { status, body, delivery } = await mock.handle({ method: 'GET', path, query: '', authorization, prefer });
  return { status, delivery, body: JSON.parse(new TextDecoder().decode(body)) };
}

describe('a client may prefer', () => {
  test.each(['400', '401', '404'])('the status %s, answered with its first example', async (code) => {
    const [example] = Object.values(EXAMPLES[code] ?? {});
    expect(await ask(`code=${code}`)).toMatchObject({ status: Number(code), body: example?.value });
  });

  test.each(['403', '429', '500', '503'])('the status %s, which has no example', async (code) => {
    expect(await ask(`code=${code}`)).toMatchObject({
      status: Number(code),
      body: { errors: [`Status ${code}, as the Prefer header asks.`] },
    });
  });

  test('an example by its name, of any status', async () => {
    expect(await ask('example=empty')).toMatchObject({ status: 200, body: { data: [] } });
    expect(await ask('example=wrongKey')).toMatchObject({ status: 401, body: EXAMPLES[401]?.wrongKey?.value });
    expect(await ask('code=400, example=badUserId')).toMatchObject({ status: 400 });
    expect((await ask('example=documented')).body.data).toHaveLength(6);
  });

  test('a delay, by itself or combined, quoted or not', async () => {
    expect(await ask('delay=250')).toMatchObject({ status: 200, delivery: { delayMs: 250 } });
    expect(await ask('code="503"; delay="40"')).toMatchObject({ status: 503, delivery: { delayMs: 40 } });
  });

  test('unsupported options, which are ignored', async () => {
    expect(await ask('return=minimal, wait=3, respond-async')).toMatchObject({ status: 200, delivery: undefined });
    expect((await ask('code=200')).body.data).toHaveLength(6);
  });
});

describe('a preference is refused', () => {
  test.each([
    ['code=302', 'Prefer: code must be 200 or 400 to 599, received "302".'],
    ['code=abc', 'Prefer: code must be 200 or 400 to 599, received "abc".'],
    ['delay=-1', 'Prefer: delay must be 0 to 600000 milliseconds, received "-1".'],
    ['delay=9999999', 'Prefer: delay must be 0 to 600000 milliseconds, received "9999999".'],
  ])('%s', async (prefer, message) => {
    expect(await ask(prefer)).toMatchObject({ status: 400, body: { errors: [message] } });
  });

  // every object has a property of the last three names
  test.each(['nothing', 'constructor', '__proto__', 'toString'])(
    'when there is no example named %s, and the names are listed',
    async (name) => {
      const { status, body } = await ask(`example=${name}`);
      expect(status).toBe(400);
      const { 200: successes = {}, ...refusals } = EXAMPLES;
      const names = [...Object.values(refusals), successes].flatMap((each) => Object.keys(each));
      expect(body.errors[0]).toContain(`the examples are ${names.join(', ')}.`);
    },
  );
});

test('a preferred refusal is served whatever else is wrong with the request', async () => {
  for (const prefer of ['code=404', 'example=unknownProject', 'code=503']) {
    expect((await ask(prefer, 'wrong')).status).toBe(prefer === 'code=503' ? 503 : 404);
    expect((await ask(prefer, '')).status).not.toBe(401);
  }
});

test('the name of an unknown example is shortened', async () => {
  const { body } = await ask(`example=${'x'.repeat(100)}`);
  expect(body.errors[0]).toContain(`"${'x'.repeat(40)}"`);
});

test('an example of success requires the key', async () => {
  expect(await ask('example=documented', 'wrong')).toMatchObject({ status: 401 });
  expect(JSON.stringify(await ask('example=documented', 'wrong'))).not.toContain(DOCUMENTED_USER_ID);
});
