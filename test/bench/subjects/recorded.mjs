// Serves a mock that holds recorded events: `{"users": 10, "eventsEach": 100}`, with `"restored": true` for events put
// in all at once, at `firstMs` and then every second.

import { serve } from '../../../dist/hosts/node.js';
import { createMock, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../../dist/index.js';

const SESSION = 100;
const { users, eventsEach, restored = false, firstMs } = JSON.parse(process.argv[2]);
const mock = createMock();
await (restored ? restoreAll() : recordAll());
// what setting up has left behind is not part of the store
globalThis.gc?.();
globalThis.gc?.();
console.log((await serve(mock, { port: 0 })).url);

async function recordAll() {
  const visit = Array.from({ length: eventsEach }, (_, index) =>
    index % 3 === 0 ? { type: 'LOCATION', path: `/page-${index}/` } : { type: 'CLICK', label: `Button ${index}` },
  );
  for (let user = 0; user < users; user += 1) {
    for (let from = 0; from < eventsEach; from += 1_000) {
      await mock.record({ userId: `recorded-${user}`, events: visit.slice(from, from + 1_000) });
    }
  }
}

async function restoreAll() {
  const documented = await mock.events(DOCUMENTED_USER_ID);
  const page = documented.find(({ type }) => type === 'LOCATION');
  const click = documented.find(({ type }) => type === 'CLICK');
  const eventAt = (index) => ({
    ...(index % 3 === 0 ? page : click),
    sessionId: 1_000_000_000_000_000 + Math.floor(index / SESSION),
    messageId: 4_294_967_296 + (index % SESSION),
    timestamp: firstMs + index * 1_000,
  });
  const recorded = Array.from({ length: users }, (_, user) => ({
    projectKey: DOCUMENTED_PROJECT_KEY,
    userId: `recorded-${user}`,
    events: Array.from({ length: eventsEach }, (_, index) => eventAt(user * eventsEach + index)),
  }));
  await mock.restore({ version: 1, recorded });
}
