import express, { type ErrorRequestHandler } from 'express4';
import { select } from '../convention.ts';
import { hasProject, KEY, sessionsOf } from '../history.ts';
import { type HonestServer, listen } from '../server.ts';

/** Middleware for the key, dates read by hand, JSON refusals, a weak ETag as Express sends it. */
export const express4: HonestServer = {
  name: 'Express 4',
  start(convention) {
    const app = express();
    app.use('/api', (request, response, next) => {
      if (request.get('authorization') === KEY) next();
      else response.status(401).json({ error: 'Invalid or missing API key' });
    });
    app.get('/api/app/:projectKey/users/:userId/sessions', (request, response) => {
      const start = readDate(request.query.start_date);
      const end = readDate(request.query.end_date);
      if (!hasProject(request.params.projectKey)) response.status(404).json({ error: 'Project not found' });
      else if (Number.isNaN(start) || Number.isNaN(end)) response.status(400).json({ error: 'Dates are epoch in ms' });
      else response.json({ data: select(sessionsOf(request.params.userId), { start, end }, convention) });
    });
    app.use((_request, response) => response.status(404).json({ error: 'Not found' }));
    app.use(onError);
    return listen(app);
  },
};

/** Express knows an error handler by its four parameters. */
const onError: ErrorRequestHandler = ({ status = 500 }: { status?: number }, _request, response, _next) => {
  response.status(status).json({ error: status < 500 ? 'Bad request' : 'Internal error' });
};

/** NaN for what is no date. Whole numbers before 1970 are dates too. */
function readDate(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
}
