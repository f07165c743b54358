// Records one large batch through a mock with a state in Redis, to be killed meanwhile. It takes the URL and the number of
// events, and prints `joined`, then `kept` once the batch is acknowledged.
import { writeSync } from 'node:fs';
import { createMock } from '../../dist/index.js';
import { createRedisState } from '../../dist/journal/redis/index.js';

const [url = '', events = ''] = process.argv.slice(2);
const state = await createRedisState({ url });
const mock = createMock({ users: 0 });
await mock.attach(state);
writeSync(1, 'joined\n');
const clicks = Array.from({ length: Number(events) }, (_, index) => ({ type: 'CLICK', label: `Button ${index}` }));
await mock.record({ userId: 'killed', events: clicks });
writeSync(1, 'kept\n');
