// Serves a mock, as built, to be put under strain. It takes options as JSON and reports its port, then what it is asked
// for over IPC: how much memory is in use after everything unused was let go, and the state that requests could change.
import { serve } from '../../dist/hosts/node.js';
import { createMock } from '../../dist/index.js';

const { mock: options, visit, serve: serveOptions } = JSON.parse(process.argv[2] ?? '{}');
const mock = createMock(options);
if (visit) await mock.record(visit);
const { server } = await serve(mock, { ...serveOptions, port: 0 });

process.on('message', async () => {
  globalThis.gc();
  const { clock, faults } = mock;
  const scenarios = mock.scenarios().filter(({ isOn }) => isOn);
  process.send({
    heapBytes: process.memoryUsage().heapUsed,
    connections: await new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    state: { recorded: mock.snapshot(), scenarios, faults: faults.list(), now: clock.now(), speed: clock.speed },
  });
});
process.on('disconnect', () => process.exit());
process.send({ port: server.address().port });
