// Sends requests where wrk is not installed. Prints what came back as JSON.
import autocannon from 'autocannon';

const { origin, paths, connections, seconds, key } = JSON.parse(process.argv[2]);
const result = await autocannon({
  url: origin,
  connections,
  duration: seconds,
  headers: { authorization: key },
  requests: paths.map((path) => ({ method: 'GET', path })),
});
console.log(JSON.stringify({ perSecond: result.requests.total / result.duration, refused: result.non2xx }));
