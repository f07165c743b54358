// Makes up the events of one user after another. Prints events per second, by round, as JSON: the events alone, and
// with the way from a request to the bytes of its reply.
import { World } from '../../../dist/data/world.js';
import { createMock, DEVELOPMENT_KEY } from '../../../dist/index.js';

const { rounds, seconds } = JSON.parse(process.argv[2]);
const mock = createMock({ users: 1_000_000 });
const [projectKey] = mock.options.projects;
const world = new World(mock.options);
// more than the mock keeps, so that it makes each up anew
const userIds = (await world.users(projectKey, 4_001)).slice(1);
const users = userIds.map((userId) => ({
  userId,
  path: `${mock.options.basePath}/${projectKey}/users/${encodeURIComponent(userId)}/sessions`,
  events: world.events(projectKey, userId).length,
}));
let at = 0;

const made = [];
const replied = [];
await time(make);
await time(reply);
for (let round = 0; round < rounds; round += 1) {
  made.push(await time(make));
  replied.push(await time(reply));
}
console.log(JSON.stringify({ made, replied }));

async function time(work) {
  const startedAt = performance.now();
  let events = 0;
  let elapsed = 0;
  while (elapsed < seconds * 1_000) {
    at = (at + 1) % users.length;
    events += await work(users[at]);
    elapsed = performance.now() - startedAt;
  }
  return (events * 1_000) / elapsed;
}

function make({ userId }) {
  return world.events(projectKey, userId).length;
}

async function reply({ path, events }) {
  await mock.handle({ method: 'GET', path, query: '', authorization: DEVELOPMENT_KEY });
  return events;
}
