// Serves a mock with two workers. One is killed, and before that is noticed, all are given another site; then a
// visit is recorded and read, and all are stopped while the killed one is replaced. Prints `200 1` if the mock lives on.
import cluster from 'node:cluster';
import { serveCluster } from '../../dist/hosts/workers/serve-cluster.js';
import { SharedJournal } from '../../dist/hosts/workers/shared-journal.js';
import { createMock, DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY } from '../../dist/index.js';

const mock = createMock({ users: 0 });
const state = new SharedJournal();
await mock.attach(state);
const { url, useSite, close } = await serveCluster(mock, { workers: 2, server: { port: 0 }, state });
const [victim] = Object.values(cluster.workers);
process.kill(victim.process.pid, 'SIGKILL');
// it dies, and nothing else happens in this process meanwhile
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
await useSite(undefined);
await mock.record({ userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] });
const reply = await fetch(`${url}/${DOCUMENTED_PROJECT_KEY}/users/ada/sessions`, {
  headers: { authorization: DEVELOPMENT_KEY },
});
console.log(reply.status, (await reply.json()).data.length);
await close();
