// Times intercepted fetches, in turn with the mock's handlers and with one that returns a static Response.
// Prints microseconds of CPU time per fetch, by round, as JSON.
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { handlers } from '../../../dist/hosts/msw.js';
import { createFetch, createMock, DEVELOPMENT_KEY } from '../../../dist/index.js';

const { rounds, path } = JSON.parse(process.argv[2]);
const FETCHES = 500;
const baseUrl = 'https://openreplay.example.com/api/app';
const url = `https://openreplay.example.com${path}`;
const init = { headers: { Authorization: DEVELOPMENT_KEY } };

const mock = createMock();
const body = await (await createFetch(mock)(url, init)).text();
const headers = { 'content-type': 'application/json' };
const subjects = {
  // a regular expression, which MSW matches fastest
  fixed: [
    http.get(
      /^https:\/\/openreplay\.example\.com\/api\/app\/[^/]+\/users\/[^/]+\/sessions$/,
      () => new Response(body, { headers }),
    ),
  ],
  kit: handlers(mock, { baseUrl }),
};
const micros = { fixed: [], kit: [] };

const server = setupServer();
server.listen({ onUnhandledRequest: 'error' });
for (const given of Object.values(subjects)) await time(given);
for (let round = 0; round < rounds; round += 1) {
  const names = Object.keys(subjects);
  for (const name of round % 2 === 0 ? names : names.reverse()) micros[name].push(await time(subjects[name]));
}
server.close();
console.log(JSON.stringify(micros));

async function time(given) {
  server.resetHandlers(...given);
  const before = process.cpuUsage();
  for (let count = 0; count < FETCHES; count += 1) {
    const reply = await fetch(url, init);
    if ((await reply.text()) !== body) throw new Error('a reply differs from the documented one');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / FETCHES;
}
