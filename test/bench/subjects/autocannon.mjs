// Sends requests where wrk is not installed, as a file says. Prints what came back as JSON.
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const { origin, paths, connections, seconds, key } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const result = await autocannon({
  url: origin,
  connections,
  duration: seconds,
  headers: { authorization: key },
  requests: paths.map((path) => ({ method: 'GET', path })),
});
console.log(JSON.stringify({ perSecond: result.requests.total / result.duration, refused: result.non2xx }));
