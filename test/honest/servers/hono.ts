import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { validator } from 'hono/validator';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import { type HonestServer, listen } from '../server.ts';

/** Hono's validator for the query; `HTTPException`, which answers in plain text. */
export const hono: HonestServer = {
  name: 'Hono',
  start(convention) {
    const app = new Hono();
    app.use('/api/*', async (c, next) => {
      if (c.req.header('authorization') !== KEY) throw new HTTPException(401, { message: 'Unauthorized' });
      await next();
    });
    app.get('/api/app/:projectKey/users/:userId/sessions', validator('query', readWindow), (c) => {
      const { projectKey, userId } = c.req.param();
      if (!hasProject(projectKey)) throw new HTTPException(404, { message: 'Project not found' });
      return c.json({ data: select(sessionsOf(userId), c.req.valid('query'), convention) });
    });
    return listen(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  },
};

function readWindow({ start_date, end_date }: Record<string, string | string[]>) {
  return { start: readDate(start_date), end: readDate(end_date) };
}

function readDate(value: string | string[] | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  throw new HTTPException(400, { message: 'Dates are epoch in ms' });
}
