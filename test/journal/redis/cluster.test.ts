import { expect, onTestFinished, test } from 'vitest';
import { askData } from '../../support/ask.ts';
import { scaled } from '../../support/patience.ts';
import { join, startServer, visit } from './servers.ts';

test('in a cluster, a mock finds the node that has the keys', async () => {
  const flags = ['--cluster-enabled', 'yes', '--cluster-node-timeout', `${scaled(2_000)}`];
  const [one, two] = await Promise.all([startServer(flags), startServer(flags)]);
  await one.command('CLUSTER ADDSLOTSRANGE 0 16383');
  await two.command(`CLUSTER MEET 127.0.0.1 ${one.port}`);
  const knows = async (server: typeof one) => (await server.answer('CLUSTER INFO')).includes('cluster_known_nodes:2');
  await expect.poll(async () => (await knows(one)) && (await knows(two))).toBe(true);
  await expect.poll(() => two.answer('CLUSTER INFO')).toContain('cluster_state:ok');

  // asked at the node that has none of the keys
  const astray = await join(two.url());
  const right = await join(one.url());
  onTestFinished(() => Promise.all([astray.state.close(), right.state.close()]).then(() => {}));
  await astray.mock.record(visit('/astray/'));
  await right.mock.record(visit('/right/'));
  for (const { mock } of [astray, right]) expect(await askData(mock, { userId: 'ada' })).toHaveLength(2);
});
