// Hono sending a constant from the documented route.
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const body = readFileSync(process.argv[2], 'utf8');
const app = new Hono();
app.get('/api/app/:project/users/:user/sessions', (context) =>
  context.body(body, 200, { 'content-type': 'application/json' }),
);
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}`));
