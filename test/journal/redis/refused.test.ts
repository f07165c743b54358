import { expect, test } from 'vitest';
import { createMock, OptionError, UnavailableError } from '../../../src/index.ts';
import { createRedisState } from '../../../src/journal/redis/index.ts';
import { freePort } from '../../support/free-port.ts';
import { join, startServer, visit } from './servers.ts';

test('a mock with other options is refused with a sentence that names each of them', async () => {
  const server = await startServer();
  await join(server.url(), { users: 0, keys: ['OneKey'] });
  const other = join(server.url(), { users: 3, seed: 'x', projects: ['shop'], scenarios: ['slow'] });
  await expect(other).rejects.toThrow(OptionError);
  await expect(other).rejects.toThrow(
    /its mocks have other options: projects \(\["3sWX\w+"\] there, \["shop"\] here\), scenarios \(\[\] there, \["slow"\] here\), seed \(1 there, "x" here\), users \(0 there, 3 here\)\. Use the same options, or choose another prefix\.$/,
  );
  // with other keys, with another prefix or database, there is no conflict
  await join(server.url(), { users: 0, keys: ['OtherKey'] });
  await join(server.url('other'), { users: 3 });
  await join(server.url().replace('/0?', '/1?'), { users: 3 });
});

test('the API keys are not stored in the server', async () => {
  const server = await startServer();
  const { mock } = await join(server.url(), { users: 0, keys: ['VerySecretKey'] });
  await mock.record(visit('/'));
  await mock.handle({ method: 'GET', path: '/api/app/VerySecretKey', query: 'k=VerySecretKey', authorization: 'x' });
  await new Promise((resolve) => setTimeout(resolve, 400));
  for (const key of ['about', 'journal', 'log']) {
    const command = key === 'about' ? 'HGETALL' : 'XRANGE';
    const range = key === 'about' ? '' : ' - +';
    expect(await server.answer(`${command} {kit}:${key}${range}`)).not.toContain('VerySecretKey');
  }
});

test('a state or an entry of a newer version is refused, and left untouched', async () => {
  const server = await startServer();
  const { mock, state } = await join(server.url());
  await mock.record(visit('/kept/'));
  await server.command('HSET {kit}:about version 2');
  await expect(join(server.url())).rejects.toThrow(
    /^Failed to use the state at redis:.*: it was written by a newer version of openreplay-kit \(version 2, this one reads 1\)\.$/,
  );
  await server.command('HSET {kit}:about version 1');

  const last = Number((await server.answer('HGET {kit}:about last')).split('\r\n')[1]);
  await server.command(`XADD {kit}:journal ${last + 1}-0 version 3 mock other id other:1 change {}`);
  await server.command(`HSET {kit}:about last ${last + 1}`);
  await expect(join(server.url())).rejects.toThrow(
    /newer version of openreplay-kit \(version 3, this one reads 2\)\.$/,
  );
  await expect.poll(() => state.problem).toMatch(/newer version/);
  await expect(mock.record(visit('/refused/'))).rejects.toThrow(/newer version.* The change did not take place/);
  expect(await mock.events('ada')).toHaveLength(1);
});

test('an entry without a change is refused', async () => {
  const server = await startServer();
  const { state } = await join(server.url());
  const last = Number((await server.answer('HGET {kit}:about last')).split('\r\n')[1]);
  await server.command(`XADD {kit}:journal ${last + 1}-0 version 1 mock other id other:1 change nothing`);
  await expect.poll(() => state.problem).toMatch(/its entry \d+ holds no change/);
});

test.each(['SET {kit}:about text', 'HSET {kit}:about name other'])(
  'foreign data under the names of its keys is refused: %s',
  async (command) => {
    const server = await startServer();
    await server.command(command);
    const refused = join(server.url());
    await expect(refused).rejects.toThrow(UnavailableError);
    await expect(refused).rejects.toThrow(/its keys hold other data/);
  },
);

test('a server that cannot be reached is named, with the reason', async () => {
  const port = await freePort();
  const refused = createRedisState({ url: `redis://127.0.0.1:${port}/0` });
  await expect(refused).rejects.toThrow(
    new UnavailableError(
      `Failed to use the state at redis://127.0.0.1:${port}/0?prefix=openreplay-kit: the connection is refused.`,
    ),
  );
});

test('a password is required, accepted, and never shown', async () => {
  const server = await startServer(['--requirepass', 'Secret1']);
  const url = server.url();
  await expect(createRedisState({ url })).rejects.toThrow(/: it requires a password\.$/);
  await expect(createRedisState({ url, password: 'Wrong1' })).rejects.toThrow(
    /: it rejects the user or the password\.$/,
  );
  const state = await createRedisState({ url, password: 'Secret1' });
  await createMock({ users: 0 }).attach(state);
  expect(JSON.stringify(state) + state.name).not.toContain('Secret1');
  await state.close();
});
