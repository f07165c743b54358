// Records numbered visits through a mock with a state in Redis, without end, to be killed at any moment. It takes the URL
// and a name, and prints `joined`, then `kept NUMBER` for each visit once it is acknowledged.
import { writeSync } from 'node:fs';
import { createMock } from '../../dist/index.js';
import { createRedisState } from '../../dist/journal/redis/index.js';

const [url = '', name = ''] = process.argv.slice(2);
const state = await createRedisState({ url });
const mock = createMock({ users: 0 });
await mock.attach(state);
writeSync(1, 'joined\n');
for (let number = 1; ; number++) {
  await mock.record({ userId: name, events: [{ type: 'LOCATION', path: `/${number}/` }] });
  writeSync(1, `kept ${number}\n`);
}
