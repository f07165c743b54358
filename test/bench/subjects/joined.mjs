// Takes the URL of a state in Redis and prints how long a mock took to join it, in milliseconds, and how many events it then has.
import { createMock } from '../../../dist/index.js';
import { createRedisState } from '../../../dist/journal/redis/index.js';

const [, , url = ''] = process.argv;
const startedAt = performance.now();
const state = await createRedisState({ url });
// Options as the command has them, and what the others began with
const mock = createMock({ users: 25, ...read(state.options) });
await mock.attach(state);
const ms = performance.now() - startedAt;
process.stdout.write(JSON.stringify({ ms, events: mock.recordedEvents() }));
await state.close();

/** Reads the options that the first mock noted. */
function read({ speed: _, ...options }) {
  return Object.fromEntries(Object.entries(options).map(([name, text]) => [name, JSON.parse(text)]));
}
