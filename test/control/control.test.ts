import { describe, expect, it } from 'vitest';
import { createControl } from '../../src/control/control.ts';
import { createMock, OptionError } from '../../src/index.ts';
import { controlOperations } from '../../src/kit/control/operations.ts';
import { MemoryJournal } from '../support/memory-journal.ts';
import { askControl, createControlled, OWN_HOST, send } from './ask-control.ts';

describe('the control API', () => {
  it.each(['/nothing', '', '/', '/health/', '/Health', '/requests/stream/more', '/scenarios//', '/%68ealth'])(
    'has nothing at "%s"',
    async (path) => {
      const { control } = createControlled();
      const { status, body } = await askControl(control, `GET ${path}`);
      expect({ status, body }).toEqual({
        status: 404,
        body: { errors: ['There is nothing at this path. Try /__kit/openapi.json.'] },
      });
    },
  );

  it.each([
    ['PATCH /health', 'GET, HEAD'],
    ['GET /record', 'POST'],
    ['POST /snapshot', 'GET, HEAD, PUT'],
    ['OPTIONS /health', 'GET, HEAD'],
    ['OPTIONS /faults', 'GET, HEAD, POST, DELETE'],
    ['HEAD /reset', 'POST'],
  ])('answers %s with 405 and the allowed methods', async (line, allow) => {
    const { control } = createControlled();
    const { status, headers } = await send(control, line);
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow });
  });

  it('answers HEAD as GET, without the body', async () => {
    const { control } = createControlled();
    for (const path of ['/health', '/requests', '/requests/stream', '/nothing']) {
      const { status, headers } = await send(control, `GET ${path}`);
      expect(await send(control, `HEAD ${path}`)).toEqual({ status, headers, body: undefined });
    }
  });

  it('grants pages of other sites nothing, whatever they ask and however it answers', async () => {
    const { control } = createControlled();
    const own = { origin: `http://${OWN_HOST}` };
    const lines = controlOperations.flatMap(({ method, path }) => [`${method} ${path}`, `OPTIONS ${path}`]);
    for (const line of [...lines, 'GET /nothing']) {
      for (const headers of [{}, own, { origin: 'http://evil.example' }, { host: 'evil.example' }]) {
        const reply = await send(control, line, { headers });
        expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
      }
    }
  });

  it('refuses a stranger before it looks at the path', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'GET /nothing', { isLocal: false })).toMatchObject({ status: 403 });
  });

  it('says where a body stops being JSON', async () => {
    const { control } = createControlled();
    const { status, body } = await askControl(control, 'POST /record', { body: '{\n  "userId": ada\n}' });
    expect({ status, body }).toEqual({
      status: 400,
      body: { errors: ['The body must be JSON: line 2, column 13: received "ada".'] },
    });
    expect(await askControl(control, 'PATCH /clock', { body: '{' })).toHaveProperty('body', {
      errors: ['The body must be JSON: line 1, column 2: it ends too early.'],
    });
  });

  it.each(['POST /record', 'PUT /snapshot', 'POST /faults', 'PATCH /clock', 'POST /reset'])(
    'refuses a body at %s that is as deep as it is long, in words',
    async (line) => {
      const { control } = createControlled();
      const depth = 200_000;
      const deep = '['.repeat(depth) + ']'.repeat(depth);
      for (const body of [deep, `{"userId":${deep}}`, '{"a":'.repeat(depth) + deep + '}'.repeat(depth)]) {
        expect(await askControl(control, line, { body })).toMatchObject({
          status: 400,
          body: { errors: expect.arrayContaining([expect.any(String)]) },
        });
      }
    },
  );

  it('refuses a body that is missing or not UTF-8', async () => {
    const { control } = createControlled();
    expect(await askControl(control, 'POST /record')).toMatchObject({
      status: 400,
      body: { errors: ['The body is missing.'] },
    });
    const headers = { host: OWN_HOST, contentType: 'application/json' };
    const body = Uint8Array.of(0x22, 0xff, 0x22);
    expect(
      await control({
        method: 'POST',
        path: '/__kit/record',
        query: '',
        headers,
        hasBody: true,
        readBody: async () => body,
        isLocal: true,
      }),
    ).toHaveProperty('status', 400);
  });

  it('says with a 401 which header to send the key in', async () => {
    const control = createControl(createMock({ users: 0 }), { version: '1', controlKey: 'SecretControlKey1' });
    for (const headers of [{}, { controlKey: 'wrong' }]) {
      const reply = await send(control, 'GET /health', { headers });
      expect([reply.status, reply.headers['www-authenticate']]).toEqual([401, 'ControlKey realm="openreplay-kit"']);
    }
  });

  it('shows neither the API key nor its own', async () => {
    const [apiKey, controlKey] = ['Secret"Api\\Key1', 'SecretControlKey1'];
    const mock = createMock({ users: 0, keys: [apiKey] });
    const control = createControl(mock, { version: '1', controlKey });
    await mock.handle({
      method: 'GET',
      path: '/api/app/x',
      query: `key=${encodeURIComponent(apiKey)}`,
      authorization: apiKey,
    });
    const lines = [
      ...controlOperations.filter(({ method }) => method === 'GET').map(({ path }) => `GET ${path}`),
      `GET /users?limit=${encodeURIComponent(apiKey)}`,
      `GET /users?project=${encodeURIComponent(controlKey)}`,
      `DELETE /faults/${encodeURIComponent(controlKey)}`,
    ];
    for (const headers of [{ controlKey }, { controlKey: 'wrong' }, { controlKey, origin: `http://${apiKey}` }]) {
      for (const line of lines) {
        const { status, body } = await askControl(control, line, { headers });
        expect(`${status} ${JSON.stringify(body)}`, line).not.toMatch(/Secret/);
      }
    }
  });

  it.each(['', 'two words', 'schlüssel', 'a\nb'])(
    'takes no control key that a header cannot carry: %j',
    (controlKey) => {
      const create = () => createControl(createMock(), { version: '1', controlKey });
      expect(create).toThrow(OptionError);
      expect(create).toThrow(/controlKey must be printable ASCII without spaces, received one that is not shown\.$/);
    },
  );

  it('leaves unexpected errors to the host', async () => {
    const { mock, control } = createControlled();
    const journal = new MemoryJournal();
    await mock.attach(journal);
    journal.failure = new Error('the disk is gone');
    const json = { userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] };
    await expect(send(control, 'POST /record', { json })).rejects.toThrow('the disk is gone');
  });
});
