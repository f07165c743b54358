// The mock that a developer writes by hand in an afternoon: key, route, dates, JSON.stringify.
import { readFileSync } from 'node:fs';
import express from 'express';

const [, , file, key] = process.argv;
const users = { 'mickael@openreplay.com': JSON.parse(readFileSync(file, 'utf8')).data };
const app = express();
app.get('/api/app/:project/users/:user/sessions', (request, response) => {
  if (request.get('authorization') !== key) return response.status(401).json({ errors: ['wrong key'] });
  const from = Number(request.query.start_date ?? 0);
  const to = Number(request.query.end_date ?? Number.POSITIVE_INFINITY);
  const events = users[request.params.user] ?? [];
  return response.json({ data: events.filter(({ timestamp }) => timestamp >= from && timestamp <= to) });
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
