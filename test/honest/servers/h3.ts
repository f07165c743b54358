import { getQuery, getRouterParam, H3, type H3Event, HTTPError } from 'h3';
import { toNodeHandler } from 'h3/node';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import { type HonestServer, listen } from '../server.ts';

/** `HTTPError` for refusals, parameters decoded by the router's own option. */
export const h3: HonestServer = {
  name: 'h3',
  start(convention) {
    const app = new H3();
    app.use('/api/**', ({ req }) => {
      if (req.headers.get('authorization') !== KEY) throw new HTTPError({ status: 401, message: 'Invalid API key' });
    });
    app.get('/api/app/:projectKey/users/:userId/sessions', (event) => {
      const [projectKey, userId] = [readParameter(event, 'projectKey'), readParameter(event, 'userId')];
      if (!hasProject(projectKey)) throw new HTTPError({ status: 404, message: 'Project not found' });
      const query = getQuery(event);
      const [start, end] = [readDate(query.start_date), readDate(query.end_date)];
      return { data: select(sessionsOf(userId), { start, end }, convention) };
    });
    return listen(toNodeHandler(app));
  },
};

function readParameter(event: H3Event, name: string): string {
  return getRouterParam(event, name, { decode: true }) ?? '';
}

function readDate(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  throw new HTTPError({ status: 400, message: 'Dates are epoch in ms' });
}
